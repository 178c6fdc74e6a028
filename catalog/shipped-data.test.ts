import { join } from 'node:path';
import { renderPrompt } from '../domain/bench/prompt';
import { placeFaults } from '../domain/bench/prompt-places';
import { compositeOf, computedFlags, lowestScores, scoreNames } from '../domain/judging/rubric';
import { createCatalog } from './catalog';

const catalog = createCatalog(join(__dirname, '..'));

test('eight scenarios: the first four are one per persona, the parent first', async () => {
	const names = (await catalog.scenarios()).map(({ name }) => name);
	expect(names.filter((name) => /-(morning|evening)$/.test(name))).toHaveLength(8);
	expect(new Set(names.slice(0, 4).map((name) => name.split('-')[0])).size).toBe(4);
	expect(names[0]).toBe('parent-morning');
	for (const { fields } of await catalog.scenarios()) {
		expect(Object.keys(fields)).toEqual(['persona', 'time_slot', 'tasks']);
		expect((fields.tasks as readonly string[]).length).toBeGreaterThanOrEqual(3);
		expect((fields.tasks as readonly string[]).length).toBeLessThanOrEqual(5);
	}
});

test('they have the hash that they had from the first: cells that were made with them are reused', async () => {
	const { hash } = await catalog.scenarioSet(8);
	expect(hash).toBe('88e1f0b2d332d9794fb38be03632c6672f227d10abbf9c47e9a1147e456f45e4');
});

describe('the prompt versions', () => {
	test('are v1, v2-mentor and v3-few-shot', async () => {
		expect(await catalog.promptNames()).toEqual(expect.arrayContaining(['v1', 'v2-mentor', 'v3-few-shot']));
	});

	test.each(['v1', 'v2-mentor', 'v3-few-shot'])(
		'%s uses every place and asks for exactly a JSON list',
		async (name) => {
			const prompt = await catalog.prompt(name);
			const scenario = await catalog.scenario('parent-morning');
			for (const place of [...Object.keys(scenario.fields), 'n_tips'])
				expect(prompt.template).toContain(`{{${place}}}`);
			expect(placeFaults([prompt], await catalog.scenarios())).toEqual([]);
			const text = renderPrompt(prompt, scenario.fields, 3);
			expect(text).toMatch(/JSON list of exactly 3 strings/);
			expect(text).not.toContain('{{');
			expect(text).toContain('- Pack two school lunches');
		},
	);

	test('no stop sequence cuts a right answer, compact or pretty-printed, with talk around or in a fence', async () => {
		const tips = ['Pack the "lunch" now.', 'Person: call her at 8:00.', '- Rest.\n\n---'];
		const pretty = JSON.stringify(tips, null, 2);
		const answers = [
			JSON.stringify(tips),
			pretty,
			`Here are 3 tips:\n\n\`\`\`json\n${pretty}\n\`\`\``,
			`\n\n---\n\n${pretty}`,
		];
		for (const name of await catalog.promptNames()) {
			const { stop } = await catalog.prompt(name);
			for (const sequence of stop) for (const answer of answers) expect(answer).not.toContain(sequence);
		}
	});

	test('v3-few-shot ends where a further example would begin', async () => {
		const { template, stop } = await catalog.prompt('v3-few-shot');
		expect(stop.filter((sequence) => template.split(sequence).length > 3)).toHaveLength(1);
	});
});

describe('tip-v1', () => {
	test('has the scales, flags and the composite that the leaderboard is known by', async () => {
		const rubric = await catalog.rubric('tip-v1');
		expect(scoreNames(rubric)).toEqual(['relevance', 'actionability', 'tone', 'format_ok', 'overlong']);
		expect(rubric.dimensions.map(({ min, max }) => [min, max])).toEqual([1, 2, 3].map(() => [1, 5]));
		const scores = { relevance: 2, actionability: 3, tone: 5, format_ok: 1, overlong: 1 };
		expect(compositeOf(rubric, scores)).toBe(2 + 3 + 5 + 2 * 1 - 1);
		expect(compositeOf(rubric, lowestScores(rubric))).toBe(3);
	});

	test('its text names the very limit that is computed', async () => {
		const rubric = await catalog.rubric('tip-v1');
		const [, stated] = /more than (\d+) words/.exec(rubric.text) ?? [];
		const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
		const overlong = (count: number) => computedFlags(rubric, [words(count)], true).overlong;
		expect([overlong(Number(stated)), overlong(Number(stated) + 1)]).toEqual([0, 1]);
		for (const name of ['v1', 'v2-mentor', 'v3-few-shot']) {
			expect((await catalog.prompt(name)).template).toContain(`at most ${stated} words`);
		}
	});

	test('its example entries add up', async () => {
		const rubric = await catalog.rubric('tip-v1');
		const entries = rubric.text
			.slice(rubric.text.indexOf('## Whole entries'))
			.split(/^\*\*[A-Z]\.\*\*/m)
			.slice(1);
		expect(entries).toHaveLength(4);
		for (const entry of entries) {
			const bold = [...entry.matchAll(/\*\*(\d)\*\*/g)].map((match) => Number(match[1]));
			const scores = Object.fromEntries(scoreNames(rubric).map((name, at) => [name, bold[at] ?? Number.NaN]));
			expect(compositeOf(rubric, scores)).toBe(Number(/Composite (\d+)\./.exec(entry)?.[1]));
		}
	});
});
