const EvenParts = require('./even-parts');
const seconds: Readonly<Record<string, number>> = require('./test-seconds.json');

const tests = [...Object.keys(seconds), 'one that is not in the list'].map((name) => ({
	path: `/test/${name}.test.ts`,
}));
const part = (shardIndex: number): typeof tests => new EvenParts().shard(tests, { shardIndex, shardCount: 3 });

test('the parts have every file once between them, and take as long as each other', () => {
	const parts = [part(1), part(2), part(3)];
	expect(parts.flat()).toHaveLength(tests.length);
	expect(new Set(parts.flat())).toEqual(new Set(tests));
	const took = parts.map((each) =>
		each.reduce((sum, { path }) => sum + (seconds[path.slice('/test/'.length, -'.test.ts'.length)] ?? 20), 0),
	);
	expect(Math.max(...took) - Math.min(...took)).toBeLessThan(20);
});
