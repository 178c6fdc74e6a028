import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Leaderboard } from '../../domain/ranking/leaderboard';
import type { ExperimentNow } from '../kept/experiment-now';
import type { KeptRow } from '../kept/kept-row';
import type { KeptRuns } from '../kept/kept-runs';
import type { ExperimentDesk } from './desk';

/** Rows that are sent in one go: some milliseconds of work. */
const aPart = 200;

/** The leaderboard of an experiment, as `tip-bench leaderboard` has it. */
export async function boardOf(desk: ExperimentDesk, now: ExperimentNow): Promise<Leaderboard> {
	const [place, runs] = await Promise.all([desk.ranked(now), desk.kept.runs(now)]);
	return desk.kept.following(now, {
		// What an auto judge has earned elsewhere is all that it takes from without.
		...{ what: boardName, freshMs: 300_000 },
		make: () => desk.jobs.run('rank', place, { more: rankedParts(runs) }),
		sizeOf: (board) => JSON.stringify(board).length * 3,
	});
}

const boardName = 'leaderboard';

/** The leaderboard as it was ranked last; `null` where nobody has asked for it of late. */
export function keptBoard(
	desk: ExperimentDesk,
	of: Pick<ExperimentNow, 'mlflow' | 'experiment'>,
): Promise<Leaderboard> | null {
	return desk.kept.peekFollowing<Leaderboard>(of, boardName);
}

/** The runs as the job `rank` takes them, a part in each turn. */
export async function* rankedParts({ all, packer }: KeptRuns) {
	for (let at = 0; at < all.length; at += aPart) {
		yield all.slice(at, at + aPart).map((row: KeptRow) => packer.unpack(row));
		await nextTurn();
	}
}
