import { sha256Hex } from '../hash';
import { createCellKeys } from './cell-keys';

test('tells keys apart, and says of each whether it is new', () => {
	const keys = createCellKeys();
	const all = Array.from({ length: 2_000 }, (_each, at) => sha256Hex(`${at}`));
	expect(all.map((key) => keys.add(key))).not.toContain(false);
	expect(all.map((key) => keys.add(key))).not.toContain(true);
	expect(keys.size).toBe(2_000);
	expect(keys.has(sha256Hex('1999'))).toBe(true);
	expect(keys.has(sha256Hex('2000'))).toBe(false);
});

test('takes keys that are no hashes as they are', () => {
	const keys = createCellKeys();
	expect([keys.add(''), keys.add('a key of somebody'), keys.add('a key of somebody')]).toEqual([true, true, false]);
	expect(keys.has('a key')).toBe(false);
});
