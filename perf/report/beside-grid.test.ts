import type { Row } from '../sections/side-by-side';
import { besideGrid } from './beside-grid';
import { madeUpRow, madeUpTurn } from './made-up-rows';

const row = (name: string, walls: readonly number[]) =>
	madeUpRow(
		name,
		walls.map((wallMs) => madeUpTurn(wallMs, 3, [1])),
	);
const notesOf = (...rows: Row[]) =>
	besideGrid({ cells: 10, models: 3, rounds: 2, proxyMs: 0.5, rows }).notes.join('\n');

test('it says in milliseconds a cell what ours takes longer than the bare loop', () => {
	expect(notesOf(row('ours', [1100, 1300]), row('bare', [1000, 1000]))).toContain('by 20.0 (10.0–30.0) ms a cell');
	expect(notesOf(row('ours', [1100, 1300]))).not.toContain('ms a cell');
});

test('it says when the machine itself did not keep its speed', () => {
	expect(notesOf(row('bare', [1000, 1090]))).not.toContain('not steady');
	expect(notesOf(row('bare', [1000, 1250]))).toContain('took 1.25 times its fastest');
});
