import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOfScenarios } from '../domain/bench/scenario';
import { createTemporaryCatalog, failureOf, noon, type TemporaryCatalog } from './test-support/temporary-catalog';

let temporary: TemporaryCatalog;
beforeEach(async () => {
	temporary = await createTemporaryCatalog();
});
afterEach(() => temporary.remove());

const linesOf = (count: number) =>
	Array.from({ length: count }, (_each, at) => JSON.stringify({ ...noon, name: `line-${at}` })).join('\n');

describe('a set of scenarios', () => {
	test('is the first ones in the order of the catalog, under one hash', async () => {
		await temporary.put('scenarios/mine.jsonl', linesOf(2));
		const all = await temporary.catalog.scenarios();
		const three = await temporary.catalog.scenarioSet(3);
		expect(three).toEqual({ count: 3, hash: hashOfScenarios(all.slice(0, 3)), scenarios: all.slice(0, 3) });
		const whole = await temporary.catalog.scenarioSet(0);
		expect(whole).toEqual({ count: 4, hash: hashOfScenarios(all), scenarios: all });
		expect(await temporary.catalog.scenarioSet(99)).toBe(whole);
		expect(whole.hash).not.toBe(three.hash);
	});

	test('is made once, and again when a file changes', async () => {
		const before = await temporary.catalog.scenarioSet(2);
		expect(await temporary.catalog.scenarioSet(2)).toBe(before);
		await temporary.put('scenarios/personas.yaml', '- {name: ann, about: Ann, tasks: {dawn: [rise, eat]}}\n');
		await temporary.put('scenarios/mine.jsonl', linesOf(1));
		const after = await temporary.catalog.scenarioSet(2);
		expect(after.scenarios.map(({ name }) => name)).toEqual(['ann-dawn', 'line-0']);
		expect(after.hash).not.toBe(before.hash);
		await rm(join(temporary.root, 'scenarios/mine.jsonl'));
		expect((await temporary.catalog.scenarioSet(0)).count).toBe(1);
	});
});

describe('thousands of lines', () => {
	test('are read in pieces, so that other work in the process goes on', async () => {
		await temporary.put('scenarios/many.jsonl', linesOf(5000));
		let turns = 0;
		const counter = setInterval(() => {
			turns += 1;
		}, 1);
		expect(await temporary.catalog.scenarios()).toHaveLength(5002);
		clearInterval(counter);
		// Reading the file itself takes a turn or two; ten pieces of it take one each.
		expect(turns).toBeGreaterThanOrEqual(8);
	});

	test('do not all stand in the message about a name that none has', async () => {
		await temporary.put('scenarios/many.jsonl', linesOf(5000));
		const { message } = await failureOf(temporary.catalog.scenario('lime-1'));
		expect(message).toContain('Did you mean line-1?');
		expect(message).toContain('and 4962 more');
		expect(message.length).toBeLessThan(1000);
	});
});
