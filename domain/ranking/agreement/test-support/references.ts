import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Clustered {
	readonly mean: number;
	readonly error: number;
	readonly low: number;
	readonly high: number;
}

/** What `test/references/agreement.py` writes: numbers by the reference packages, and the data that they are of. */
interface References {
	readonly kappa: readonly {
		readonly source: string;
		readonly judged: readonly number[];
		readonly against: readonly number[];
		readonly weights?: readonly number[];
		readonly min: number;
		readonly max: number;
		readonly kappa: number;
	}[];
	readonly alpha: readonly {
		readonly source: string;
		readonly judges: readonly (readonly (number | null)[])[];
		readonly ordinal: number;
		readonly interval: number;
	}[];
	readonly means: readonly ({
		readonly scenarios: readonly number[];
		readonly values: readonly number[];
		readonly weights: readonly number[];
	} & Clustered)[];
	readonly rate: {
		readonly scenarios: readonly number[];
		readonly holds: readonly boolean[];
		readonly rate: number;
		readonly effective_runs: number;
		readonly low: number;
		readonly high: number;
	};
	readonly length: {
		readonly judged: readonly number[];
		readonly against: readonly number[];
		readonly lengths: readonly number[];
		readonly spearman: number;
	};
	readonly bootstrap: {
		readonly scenarios: readonly number[];
		readonly judged: readonly number[];
		readonly against: readonly number[];
		readonly low: number;
		readonly high: number;
	};
	readonly alt_test: readonly {
		readonly epsilon: number;
		readonly judge: Readonly<Record<string, number>>;
		readonly people: Readonly<Record<string, Readonly<Record<string, number>>>>;
		readonly winning_rate: number;
		readonly advantage: number;
		readonly won: readonly boolean[];
		readonly differences: readonly number[];
	}[];
	readonly corrected: readonly {
		readonly people: readonly number[];
		readonly auto: readonly number[];
		readonly share: number;
		readonly mean: number;
		readonly error: number;
		readonly ppi_error: number;
	}[];
	readonly corrected_by_chance: {
		readonly scenarios: readonly number[];
		readonly people: readonly (number | null)[];
		readonly auto: readonly number[];
		readonly chances: readonly number[];
		readonly effective_labels: number;
		readonly share: number;
		readonly mean: number;
		readonly error: number;
		readonly people_mean: number;
		readonly people_error: number;
	};
}

const file = path.join(__dirname, '../../../../test/references/agreement.json');

export const references = JSON.parse(readFileSync(file, 'utf8')) as References;

/** Equal to a reference as far as floating point goes. */
export const digits = 9;
