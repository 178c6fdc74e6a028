import type { BenchActivities } from '../contracts/activities';
import { scanning } from './activity-stubs';
import { asBenchFailure } from './failure-reason';

/**
 * Applies a judge file, for those who use the Temporal CLI alone. It sends no signal: `judged` is theirs to send.
 * @param path the file, on the worker's machine
 */
export async function apply(path: string): ReturnType<BenchActivities['applyJudgeFile']> {
	try {
		return await scanning.applyJudgeFile.executeWithOptions({ summary: `apply ${String(path).slice(0, 150)}` }, [
			String(path),
		]);
	} catch (error) {
		throw asBenchFailure(error);
	}
}
