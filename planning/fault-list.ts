import { TipBenchError } from '../domain/errors';

/** The faults of a bench's input, gathered so that a person hears of all of them at once. */
export interface FaultList {
	add(...faults: readonly string[]): void;
	/** Takes the message of what no retry mends, and throws everything else. */
	note(error: unknown): void;
	/** What was looked for, `undefined` where that it is missing was noted as a fault. */
	found<T>(looked: Promise<T>): Promise<T | undefined>;
	/** All of them, as the failure of planning. */
	asError(): TipBenchError;
	/** @throws TipBenchError InvalidConfig when there are any */
	throwIfAny(): void;
}

/** Faults that are told, and characters of each: Temporal refuses what is longer than some megabytes. */
const [mostTold, longestTold] = [100, 2_000];

function bounded(lines: readonly string[]): string[] {
	const told = lines
		.slice(0, mostTold)
		.map((line) => (line.length > longestTold ? `${line.slice(0, longestTold)}…` : line));
	return lines.length > mostTold ? [...told, `… and ${lines.length - mostTold} more`] : told;
}

/**
 * A list of faults that begins with some.
 * @param notes what was taken for something else than it says: it is said behind the faults, since it may be why
 */
export function faultList(first: readonly string[], notes: readonly string[]): FaultList {
	const faults = [...first];
	const note = (error: unknown) => {
		if (!(error instanceof TipBenchError && error.final)) throw error;
		faults.push(error.message);
	};
	const asError = () => {
		// One that several parts of the input have in common, such as a folder that is not there, is said once.
		const lines = [...bounded([...new Set(faults)]), ...bounded(notes.map((each) => `note: ${each}`))];
		return new TipBenchError('InvalidConfig', lines.map((line) => `- ${line}`).join('\n'));
	};
	return {
		add: (...more) => {
			faults.push(...more);
		},
		note,
		found: (looked) =>
			looked.catch((error: unknown) => {
				note(error);
				return undefined;
			}),
		asError,
		throwIfAny: () => {
			if (faults.length > 0) throw asError();
		},
	};
}

/** The same list, whose faults begin with what they are about. */
export function beginningWith(words: string, all: FaultList): FaultList {
	const note = (error: unknown) => {
		const own = faultList([], []);
		own.note(error);
		all.add(`${words}${(error as Error).message}`);
	};
	return {
		...all,
		add: (...faults) => all.add(...faults.map((fault) => `${words}${fault}`)),
		note,
		found: (looked) =>
			looked.catch((error: unknown) => {
				note(error);
				return undefined;
			}),
	};
}
