import type { Leaderboard, LeaderboardRow } from '../../../domain/ranking/leaderboard';

/** Which tier a row is in. */
export function tierOf(row: LeaderboardRow, { separation }: Leaderboard): 'best' | 'other' | 'unjudged' | 'untold' {
	if (row.composite === null) return 'unjudged';
	if (separation.reason !== null) return 'untold';
	return row.may_be_best ? 'best' : 'other';
}
