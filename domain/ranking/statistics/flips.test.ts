import { batchedSums } from './batched-sums';
import { batchSize, inBatches } from './flip-batches';
import { blockSize, type Flips, flipsOf } from './flips';

const taken = (flips: Flips) => {
	const all: string[] = [];
	flips.each((flip) => all.push([...flip].join(' ')));
	return all;
};

test.each([0, 1, 3, 4, 5, 9, 14])('of %i scenarios every flip is taken once, none flipped first', (scenarios) => {
	const flips = flipsOf(scenarios, 1);
	const all = taken(flips);
	expect([flips.exact, flips.count, all.length]).toEqual([true, 2 ** scenarios, 2 ** scenarios]);
	expect(new Set(all).size).toBe(2 ** scenarios);
	expect(all[0]).toMatch(/^[0 ]*$/);
});

test.each([15, 31, 32, 33, 64, 130])('of %i scenarios 16,383 are drawn, half of each flipped', (scenarios) => {
	const flips = flipsOf(scenarios, 3);
	expect([flips.exact, flips.count]).toEqual([false, 16_384]);
	const flipped = new Float64Array(Math.ceil(scenarios / 4) * 4);
	let count = 0;
	flips.each((flip) => {
		if (count === 0) expect(flip.every((four) => four === 0)).toBe(true);
		count += 1;
		for (const [block, four] of flip.entries())
			for (let at = 0; at < 4; at += 1) flipped[block * 4 + at] = (flipped[block * 4 + at] ?? 0) + ((four >>> at) & 1);
	});
	expect(count).toBe(16_384);
	// 4.5 standard errors of a half.
	for (const each of flipped.slice(0, scenarios)) expect(Math.abs(each / 16_383 - 0.5)).toBeLessThan(0.0176);
	expect(flipped.slice(scenarios).every((each) => each === 0)).toBe(true);
});

test('the same seed draws the same flips, another one others', () => {
	const drawn = taken(flipsOf(20, 7));
	expect(taken(flipsOf(20, 7))).toEqual(drawn);
	expect(taken(flipsOf(20, 8))).not.toEqual(drawn);
});

test('sums under a flip are those that one makes by hand', () => {
	const columns = [
		[1, 2, 4, 8, 16, 32],
		[-1, 0.5, 3, 0, 7, -9],
	];
	const walk = batchedSums(columns);
	let seen = 0;
	inBatches(flipsOf(6, 1), (batch) => {
		walk.take(batch);
		for (let flip = 0; flip < batch.count; flip += 1) {
			const bitsOf = (at: number) => batch.bits[(at >> 2) * batchSize + flip] as number;
			const sign = (at: number) => ((bitsOf(at) >>> (at & 3)) & 1 ? -1 : 1);
			expect(columns.map((_column, at) => walk.sums[at * batchSize + flip])).toEqual(
				columns.map((column) => column.reduce((sum, each, at) => sum + sign(at) * each, 0)),
			);
		}
		seen += batch.count;
		return true;
	});
	expect(seen).toBe(64);
	expect(batchedSums([]).sums).toHaveLength(0);
});

/** One flip by itself: four scenarios at a time, in their order. */
function sumUnder(flip: Uint8Array, column: readonly number[]): number {
	return flip.reduce((sum, bits, block) => {
		const four = column.slice(block * blockSize, (block + 1) * blockSize);
		return sum + four.reduce((part, each, at) => part + ((bits >>> at) & 1 ? -each : each), 0);
	}, 0);
}

test.each([0, 3, 14, 23, 70])('of %i scenarios, many at a time are the same flips with the same sums', (scenarios) => {
	const column = Array.from({ length: scenarios }, (_each, at) => 1 / (at + 3));
	const columns = [column, column.map((each) => each * each - 0.1)];
	const flips = flipsOf(scenarios, 5);
	const alone: (readonly number[])[] = [];
	flips.each((flip) => alone.push(columns.map((each) => sumUnder(flip, each))));
	const many = batchedSums(columns);
	const together: (readonly number[])[] = [];
	const sizes: number[] = [];
	inBatches(flips, (batch) => {
		many.take(batch);
		sizes.push(batch.count);
		for (let flip = 0; flip < batch.count; flip += 1)
			together.push(columns.map((_column, at) => many.sums[at * batchSize + flip] ?? Number.NaN));
		return true;
	});
	expect(together).toEqual(alone);
	expect(sizes[0]).toBe(1);
	expect(Math.max(...sizes)).toBeLessThanOrEqual(batchSize);
});

test('who needs no more flips is given none', () => {
	let taken = 0;
	inBatches(flipsOf(20, 1), ({ count }) => {
		taken += count;
		return taken < 300;
	});
	expect(taken).toBe(1 + 2 * batchSize);
});
