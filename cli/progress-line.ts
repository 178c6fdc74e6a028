import type { Holders } from '../client/leases';
import type { Status } from '../domain/bench/status';
import { type Trouble, troubleHead } from '../domain/bench/troubles';
import type { JudgeProgress } from '../domain/judging/judge-progress';

/** One line on where a bench is. */
export function progressLine(status: Status, holders: Holders = new Map()): string {
	const { cells } = status;
	const collecting = status.phase === 'collecting';
	const parts: string[] = [status.phase];
	if (cells.total > 0) parts.push(`${cells.done + cells.reused}/${cells.total} cells`);
	if (cells.reused > 0) parts.push(`${cells.reused} reused`);
	if (cells.failed > 0) parts.push(`${cells.failed} failed`);
	if (cells.invalid > 0) parts.push(`${cells.invalid} invalid`);
	if (status.models_at_work.length > 0) parts.push(`at work: ${status.models_at_work.join(', ')}`);
	if (status.phase === 'judging' && status.auto_judge !== null) parts.push(autoJudgeLine(status.auto_judge));
	else if (status.paused) parts.push(status.models_at_work.length > 0 ? 'pauses after the running cell' : 'paused');
	else for (const queue of status.waiting_for) parts.push(waiting(queue, holders.get(queue)));
	const [trouble, ...others] = status.troubles;
	if (trouble !== undefined) parts.push(standstill(trouble, others.length));
	if (status.seconds_left !== null && trouble === undefined && collecting && !status.paused)
		parts.push(`about ${duration(status.seconds_left)} left`);
	if (status.pending_judgments !== null) parts.push(`${status.pending_judgments} to judge`);
	return parts.join(' · ');
}

/** One line on how far an auto judge is. */
export function autoJudgeLine(progress: JudgeProgress): string {
	const { kind, scored, total, unscored, cost, paused, waits_for_gpu } = progress;
	const left = Object.values(unscored).reduce((sum, each) => sum + each, 0);
	const parts = [`${kind}: ${scored}${total === null ? '' : `/${total}`} scored`];
	if (left > 0) parts.push(`${left} left unscored`);
	if (cost > 0) parts.push(`cost ${cost.toFixed(4)}`);
	if (paused) parts.push('paused');
	else if (waits_for_gpu) parts.push('waits for a GPU that others hold');
	return parts.join(' · ');
}

function waiting(queue: string, holder: string | undefined): string {
	return `waits for GPU ${queue}${holder === undefined ? '' : `, held by ${holder}`}`;
}

/** In few words; the whole reason and what to do stand on lines of their own. */
function standstill(trouble: Trouble, others: number): string {
	const more = others > 0 ? `, and ${others} more` : '';
	return `${troubleHead(trouble)}: ${trouble.code ?? 'an unexpected failure'}${more}`;
}

/** Seconds as a person says them. */
export function duration(seconds: number): string {
	if (seconds < 90) return `${Math.round(seconds)} s`;
	return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
