import { mixedReaders } from '../domain/answers/reader-version';
import { type Leaderboard, trialWarning } from '../domain/ranking/leaderboard';
import { contestantWarnings } from './auto-judges';
import { printable } from './printable';

/** What a reader must know before anything else: a trial judge, a judge that is a contestant, mixed readers. */
export function opening(board: Leaderboard): string[] {
	const mixed = mixedReaders(board.readers);
	return [
		...(board.trial ? [trialWarning] : []),
		...contestantWarnings(board),
		...(mixed === null ? [] : [printable(mixed)]),
	];
}
