import type { JudgeProgress } from '../../../domain/judging/judge-progress';

/** How far an auto judge is, in a line. */
export function autoJudgeWords({ scored, total, unscored, cost }: JudgeProgress): string {
	const left = Object.values(unscored).reduce((sum, each) => sum + each, 0);
	const parts = [`${scored}${total === null ? '' : ` of ${total}`} scored`];
	if (left > 0) parts.push(`${left} left unscored`);
	if (cost > 0) parts.push(`cost ${cost.toFixed(2)}`);
	return parts.join(', ');
}
