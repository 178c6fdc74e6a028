import {
	createTemporaryCatalog,
	failureOf,
	noon,
	type TemporaryCatalog,
} from '../catalog/test-support/temporary-catalog';
import { createClients } from './clients';
import { planBench } from './plan-bench';

let temporary: TemporaryCatalog;
beforeEach(async () => {
	temporary = await createTemporaryCatalog();
	await temporary.put('rubrics/tip-v1.md', '---\ndimensions: [{ name: tone }]\ncomposite: { tone: 1 }\n---\nScales.\n');
});
afterEach(() => temporary.remove());

/** Plans with files that are at fault, so that nothing is asked of any server. */
const faultsOf = async (input: object) => {
	const sources = { catalog: temporary.catalog, clients: createClients({}), env: {}, exportDir: temporary.root };
	const { code, message } = await failureOf(planBench(sources, input, { dryRun: true }));
	expect(code).toBe('InvalidConfig');
	return message.split('\n');
};

test('places that nothing fills are told with all other faults, before anything is asked of a server', async () => {
	await temporary.put('prompts/v2.md', '---\nabout: x\n---\nFor {{persona}}:\n{{task}}');
	expect(await faultsOf({ prompts: 'v1,v2,v3', n_tips: 0 })).toEqual([
		expect.stringContaining('n_tips'),
		expect.stringContaining('No prompt version is named "v3"'),
		expect.stringMatching(/prompt v2, line 5: nothing fills {{task}}; did you mean {{tasks}}\?/),
	]);
});

test('of scenarios only those that the bench takes have to fill every place', async () => {
	await temporary.put('prompts/v1.md', '{{persona}} {{weather}}');
	await temporary.put('scenarios/mine.jsonl', JSON.stringify({ ...noon, weather: 'rain' }));
	expect(await faultsOf({ prompts: 'v1' })).toEqual([
		'- prompts: prompt v1, line 1: {{weather}} is a field that scenarios ann-dawn, bob-dawn lack',
	]);
	await temporary.put('scenarios/personas.yaml', '');
	expect(await faultsOf({ prompts: 'v1', n_tips: 0 })).toHaveLength(1);
	await temporary.put('scenarios/mine.jsonl', JSON.stringify(noon));
	expect((await faultsOf({ prompts: 'v1' }))[0]).toContain('nothing fills {{weather}}');
});
