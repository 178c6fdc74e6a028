import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { hashOf } from '../domain/hash';

/** A level from 1 to 5 that hangs on the words of a tip, the scenario and who judges, and on nothing else. */
export function scriptedLevel(judge: string, scenario: string, tip: string, scale: string): number {
	const words = tip.split(' ').length;
	const taste = Number.parseInt(hashOf([judge, scenario, tip, scale]).slice(0, 6), 16) % 4;
	const mood = Number.parseInt(hashOf(scenario).slice(0, 6), 16) % 3;
	return Math.max(1, Math.min(5, words - 2 + mood - (taste === 0 ? 1 : 0)));
}

interface Asked {
	readonly messages: readonly { readonly content: string }[];
}

/** A model behind an endpoint of OpenAI's form, whose every level is known beforehand: real ones differ from day to day. */
export const standInJudge: RequestListener = async (asked, given) => {
	const body = await text(asked);
	given.writeHead(200, { 'content-type': 'application/json' });
	if (asked.url?.endsWith('/models')) {
		given.end(JSON.stringify({ object: 'list', data: [{ id: 'scripted' }] }));
		return;
	}
	const item = (JSON.parse(body) as Asked).messages.at(-1)?.content ?? '';
	const [, scenario = ''] = /^Scenario: (.*)$/m.exec(item) ?? [];
	const [, candidates = '{}'] = /^Candidates \(\d+\): (.*)$/m.exec(item) ?? [];
	const tips = Object.entries(JSON.parse(candidates) as Record<string, string>);
	const levels = tips.map(([number, tip]) => [number, levelsOf(scenario, tip)] as const);
	const content = JSON.stringify({ candidates: Object.fromEntries(levels) });
	const usage = { prompt_tokens: 3_000, completion_tokens: 100 };
	const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }];
	given.end(JSON.stringify({ id: '1', object: 'chat.completion', model: 'scripted', choices, usage }));
};

function levelsOf(scenario: string, tip: string) {
	const level = (scale: string) => scriptedLevel('scripted', scenario, tip, scale);
	const [relevance, actionability, tone] = ['relevance', 'actionability', 'tone'].map(level);
	return { relevance, actionability, tone, repeats: null };
}
