import { CancellationScope } from '@temporalio/workflow';

/** Results that one activity records, where they come faster than MLflow takes them. */
export const mostAtOnce = 20;

/** So that MLflow has something to do while Temporal hears that others are done. */
const mostRecorders = 2;

/** Accepted results on their way to MLflow. */
export interface RecordLine<T> {
	/** Those that no recorder has taken up yet. */
	readonly waiting: T[];
	/** Those that MLflow does not have yet. */
	unrecorded: number;
	/** How many are recording some of them now. */
	recorders: number;
}

/** How results are recorded, some at a time. */
export interface Recorder<T> {
	/** Takes the first results out of the line: at least one of those that wait. */
	take(waiting: T[]): T[];
	record(some: readonly T[]): Promise<void>;
	/** What somebody makes fail by hand keeps no other from being recorded. */
	failed(why: unknown): void;
}

export function emptyLine<T>(): RecordLine<T> {
	return { waiting: [], unrecorded: 0, recorders: 0 };
}

/**
 * Takes in an accepted result. It is recorded whatever happens to the workflow: a cancel must not lose it. One that comes
 * alone is recorded at once, alone: to gather some first halves what Temporal and the worker take of the processor, but
 * was not seen to make a bench faster, even on two cores.
 */
export function recordSoon<T>(line: RecordLine<T>, result: T, recorder: Recorder<T>): void {
	line.unrecorded += 1;
	line.waiting.push(result);
	const worthAnother = line.recorders === 0 || line.waiting.length >= mostAtOnce;
	if (worthAnother && line.recorders < mostRecorders) {
		void CancellationScope.nonCancellable(() => recordAll(line, recorder));
	}
}

/** It counts itself out in the very step in which it finds nothing more: a result that comes then starts another. */
async function recordAll<T>(line: RecordLine<T>, { take, record, failed }: Recorder<T>): Promise<void> {
	line.recorders += 1;
	while (line.waiting.length > 0) {
		const some = take(line.waiting);
		try {
			await record(some);
		} catch (why) {
			failed(why);
		} finally {
			line.unrecorded -= some.length;
		}
	}
	line.recorders -= 1;
}
