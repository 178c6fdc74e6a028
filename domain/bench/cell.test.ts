import { type BlockPlan, cellAt, countCells, indexOf, scenarioIndexOf } from './cell';
import { cellName } from './cell-name';

const scenarios = [
	{ name: 'parent-morning', hash: 's1' },
	{ name: 'student-morning', hash: 's2' },
	{ name: 'parent-evening', hash: 's3' },
];

const block: BlockPlan = {
	model: { name: 'm:1b', digest: 'd'.repeat(64), parameters: 1e9, think: null },
	prompts: [
		{ name: 'v1', hash: 'p1' },
		{ name: 'v2', hash: 'p2' },
	],
	scenarios: { count: scenarios.length, hash: 'all' },
	repeats: 2,
	settings: { n_tips: 5, temperature: 0.7, num_ctx: 4096, num_predict: 1024, seed: 0 },
};

const allOf = (plan: BlockPlan) =>
	Array.from({ length: countCells(plan) }, (_each, index) =>
		cellAt(plan, index, scenarios[scenarioIndexOf(plan, index)]),
	);
const keyOf = (plan: BlockPlan) => cellAt(plan, 0, scenarios[0]).key;

test('a block has every prompt × scenario × repeat exactly once', () => {
	const cells = allOf(block);
	expect(cells).toHaveLength(12);
	const names = new Set(cells.map((cell) => `${cell.prompt.name} ${cell.scenario.name} ${cell.repeat}`));
	expect(names.size).toBe(12);
	expect(new Set(cells.map(({ key }) => key)).size).toBe(12);
});

test('the order is prompt by prompt, scenario by scenario, repeat by repeat', () => {
	expect(allOf(block).slice(0, 4).map(cellName)).toEqual([
		'm:1b × v1 × parent-morning',
		'm:1b × v1 × parent-morning #2',
		'm:1b × v1 × student-morning',
		'm:1b × v1 × student-morning #2',
	]);
});

test('each cell is found at its place, and one of another plan nowhere', () => {
	expect(allOf(block).map((cell) => indexOf(block, cell, scenarios))).toEqual(allOf(block).map((_cell, at) => at));
	const other = { ...block, settings: { ...block.settings, seed: 1 } };
	for (const cell of allOf(other)) expect(indexOf(block, cell, scenarios)).toBeNull();
	const [cell] = allOf(block);
	if (cell === undefined) throw new Error('a block without cells');
	expect(indexOf({ ...block, repeats: 1 }, { ...cell, repeat: 1 }, scenarios)).toBeNull();
	expect(indexOf({ ...block, prompts: [{ name: 'v1', hash: 'edited' }] }, cell, scenarios)).toBeNull();
	expect(indexOf(block, cell, scenarios.slice(1))).toBeNull();
});

test('the same plan gives the same keys and seeds', () => {
	expect(allOf(block)).toEqual(allOf(structuredClone(block)));
});

test('every setting that determines an answer changes the key', () => {
	const { settings, model } = block;
	const others: BlockPlan[] = [
		{ ...block, model: { ...model, digest: 'e'.repeat(64) } },
		{ ...block, model: { ...model, think: false } },
		{ ...block, prompts: [{ name: 'v1', hash: 'other' }] },
		...(['n_tips', 'temperature', 'num_ctx', 'num_predict', 'seed'] as const).map((name) => ({
			...block,
			settings: { ...settings, [name]: settings[name] + 1 },
		})),
	];
	const keys = [...[block, ...others].map(keyOf), cellAt(block, 0, { name: 'parent-morning', hash: 'other' }).key];
	expect(new Set(keys).size).toBe(others.length + 2);
});

test('names do not change the key: tags with one digest are one model', () => {
	const renamed = { ...block, model: { ...block.model, name: 'other:latest' } };
	expect(keyOf(renamed)).toBe(keyOf(block));
});

test('seeds fit what Ollama takes', () => {
	for (const { seed } of allOf(block)) {
		expect(Number.isInteger(seed)).toBe(true);
		expect(seed).toBeGreaterThanOrEqual(0);
		expect(seed).toBeLessThan(2 ** 31);
	}
});

test.each([-1, 12, 1000])('there is no cell %i', (index) => {
	expect(() => cellAt(block, index, scenarios[0])).toThrow(RangeError);
});

test('a cell of a scenario that is not there is refused', () => {
	expect(() => cellAt(block, 0, undefined)).toThrow(RangeError);
});
