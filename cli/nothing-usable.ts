import type { FollowEnd } from '../client/follow';
import { reasonLines } from '../domain/bench/reasons';
import { usableCells } from '../domain/bench/status';
import { TipBenchError } from '../domain/errors';

/**
 * Says that a bench has ended and come to nothing.
 * @throws TipBenchError NothingUsable with the reasons, where every cell failed or is invalid
 */
export function refuseNothingUsable(id: string, { leaderboard, status }: FollowEnd & { readonly end: 'result' }): void {
	const { judged, pending, failed, invalid_reasons } = leaderboard;
	if (judged + pending > 0 && (status === null || usableCells(status) > 0)) return;
	const reasons = status?.reasons ?? { failed: failed?.reasons ?? {}, invalid: {} };
	// Those of an earlier bench are in MLflow only.
	const invalid = Object.keys(reasons.invalid).length > 0 ? reasons.invalid : (invalid_reasons ?? {});
	const lines = [
		`bench ${id} has nothing to judge or to rank`,
		...reasonLines(reasons.failed).map((line) => `- failed: ${line}`),
		...reasonLines(invalid).map((line) => `- invalid: ${line}`),
		'Mend that, then start it again: it tries the failed cells again.',
	];
	throw new TipBenchError('NothingUsable', lines.join('\n'));
}
