import type { MeasuredPass } from '../observe/measured-pass';
import type { Kept } from '../results';
import type { Row } from '../sections/side-by-side';

/** A row as nobody measured it, for tests of what is made of rows. */
export function madeUpRow(name: string, passes: readonly MeasuredPass[]): Row {
	return { name, title: name, remarks: [], passes };
}

/** One pass of such a row. */
export function madeUpPass(wallMs: number, loads: number, idleMs: readonly number[]): MeasuredPass {
	return {
		wallMs,
		askingMs: wallMs - 100,
		answeringMs: wallMs - 200,
		answers: 48,
		missedCells: 0,
		loads,
		loadsInAnswers: loads,
		idleMs,
		memory: 400e6,
		stolenMs: wallMs / 100,
	};
}

/** What a section came to, as if kept; of a run that began at that time, or before runs were told apart. */
export function madeUpKept<T>(value: T, runBegan?: string): Kept<T> {
	const machine = { processor: 'x', cores: 2, memory: 1, system: 'x', loadBefore: 0, versions: {} };
	return { measuredAt: '2026-01-03T00:00:00Z', ...(runBegan === undefined ? {} : { runBegan }), machine, value };
}
