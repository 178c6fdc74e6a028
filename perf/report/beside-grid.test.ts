import type { Row } from '../sections/side-by-side';
import { besideGrid } from './beside-grid';
import { madeUpPass, madeUpRow } from './made-up-results';

const row = (name: string, walls: readonly number[]) =>
	madeUpRow(
		name,
		walls.map((wallMs) => madeUpPass(wallMs, 3, [1])),
	);
const measured = (rows: Row[]) => ({ cells: 10, models: 3, rounds: 2, proxyMs: 0.5, rows });
const notesOf = (...rows: Row[]) => besideGrid(measured(rows)).notes.join('\n');

test('it says in milliseconds a cell what ours takes longer than the bare loop', () => {
	expect(notesOf(row('ours', [1100, 1300]), row('bare', [1000, 1000]))).toContain('by 20.0 (10.0–30.0) ms a cell');
	expect(notesOf(row('ours', [1100, 1300]))).not.toContain('ms a cell');
});

test('it adds up what lies outside of answers and what recording takes from them', () => {
	const rows = [row('ours', [1100, 1300]), row('bare', [1000, 1000])];
	const contention = { beside: [110, 120], alone: [100, 90] };
	const { notes } = besideGrid(measured(rows), contention);
	// 20 ms a cell outside, as made up, and 20 ms longer answers: 400 ms more than the bare loop's 1,000.
	expect(notes.join()).toContain('20.0 (20.0–20.0) ms a cell outside of Ollama’s answers, and 20.0 ± 10.0 ms');
	expect(notes.join()).toContain('1.40 times the bare loop');
	expect(notesOf(...rows)).not.toContain('By its parts');
});

test('it says when the machine itself did not keep its speed', () => {
	expect(notesOf(row('bare', [1000, 1090]))).not.toContain('not steady');
	expect(notesOf(row('bare', [1000, 1250]))).toContain('took 1.25 times its fastest');
});

test('it says what the host took from the machine in each round', () => {
	expect(notesOf(row('ours', [1100, 1300]), row('bare', [120_000, 130_000]))).toContain(
		'round by round: ours 0.01, 0.01; bare 1.20, 1.30.',
	);
});
