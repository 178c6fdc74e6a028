import type { MeasuredTurn } from '../observe/measured-turn';
import type { Row } from '../sections/side-by-side';

/** A row as nobody measured it, for tests of what is made of rows. */
export function madeUpRow(name: string, turns: readonly MeasuredTurn[]): Row {
	return { name, title: name, remarks: [], turns };
}

/** One turn of such a row. */
export function madeUpTurn(wallMs: number, loads: number, idleMs: readonly number[]): MeasuredTurn {
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
	};
}
