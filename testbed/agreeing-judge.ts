import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { makeFolderSync } from '../machine/make-folder';
import { type HttpStandIn, openHttpStandIn } from './http-stand-in';

/** The kind of the judge that {@link openAgreeingJudge} answers for, and the variable that holds its address. */
export const scripted = { kind: 'scripted', variable: 'SCRIPTED_URL' } as const;

/** Adds its file to a folder of data. */
export function addScriptedJudge(data: string): void {
	makeFolderSync(join(data, 'auto-judges'));
	const file = `api: openai\nmodel: ${scripted.kind}\naddress_variable: ${scripted.variable}\n`;
	writeFileSync(join(data, 'auto-judges', `${scripted.kind}.yaml`), file);
}

/**
 * Stands in for a judge behind an endpoint that always says the same of the same candidate: how far it agrees with people
 * must be known beforehand, which of no real model it is.
 * @param levelOf gives a candidate's level on every dimension
 * @param dimensions of the rubric
 */
export function openAgreeingJudge(
	levelOf: (candidate: string) => number,
	dimensions: readonly string[],
): Promise<HttpStandIn> {
	return openHttpStandIn(async (asked, given) => {
		const body = await text(asked);
		given.writeHead(200, { 'content-type': 'application/json' });
		if (asked.url?.endsWith('/models')) {
			given.end(JSON.stringify({ object: 'list', data: [{ id: scripted.kind }] }));
			return;
		}
		const candidates = Object.entries(candidatesIn(body)).map(([number, candidate]) => {
			const level = levelOf(candidate);
			return [number, { ...Object.fromEntries(dimensions.map((name) => [name, level])), repeats: null }];
		});
		const content = JSON.stringify({ candidates: Object.fromEntries(candidates) });
		const message = { role: 'assistant', content };
		given.end(JSON.stringify({ model: scripted.kind, choices: [{ message, finish_reason: 'stop' }] }));
	});
}

/** The candidates stand on a line of their own, as JSON by number. */
function candidatesIn(body: string): Record<string, string> {
	const { messages = [] } = (body === '' ? {} : JSON.parse(body)) as { messages?: { content: string }[] };
	const [, json = '{}'] = /^Candidates \(\d+\): (.*)$/m.exec(messages.at(-1)?.content ?? '') ?? [];
	return JSON.parse(json) as Record<string, string>;
}
