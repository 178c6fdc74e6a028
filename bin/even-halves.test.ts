const EvenHalves = require('./even-halves');
const seconds: Readonly<Record<string, number>> = require('./test-seconds.json');

const tests = [...Object.keys(seconds), 'one that is not in the list'].map((name) => ({
	path: `/test/${name}.test.ts`,
}));
const half = (shardIndex: number): typeof tests => new EvenHalves().shard(tests, { shardIndex, shardCount: 2 });

test('two halves have every file once, and take as long as each other', () => {
	const halves = [half(1), half(2)];
	expect(halves.flat()).toHaveLength(tests.length);
	expect(new Set(halves.flat())).toEqual(new Set(tests));
	const took = halves.map((each) =>
		each.reduce((sum, { path }) => sum + (seconds[path.slice('/test/'.length, -'.test.ts'.length)] ?? 20), 0),
	);
	expect(Math.abs((took[0] ?? 0) - (took[1] ?? 0))).toBeLessThan(20);
});
