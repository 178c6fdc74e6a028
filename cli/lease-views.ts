import type { ListedLease } from '../client/leases';
import { duration } from './progress-line';

/**
 * Who holds a GPU, since when, what is in its memory, and who waits, in the order of the line.
 * @param now milliseconds since 1970
 */
export function leaseLines({ queue, status }: ListedLease, now: number): string[] {
	if (status === null) return [`${queue}: no worker answered`];
	const { holder, waiting, resident } = status;
	const lines = [
		holder === null
			? `${queue}: free · in memory: ${resident ?? 'nothing of ours'}`
			: `${queue}: held by ${holder.workflow} for ${holder.model}, ${since(holder.since, now)}`,
	];
	for (const [at, { workflow, wants, since: from }] of waiting.entries()) {
		lines.push(`  ${at + 1}. ${workflow} waits for ${wants.join(', ')}, ${since(from, now)}`);
	}
	return lines;
}

function since(time: string, now: number): string {
	return `since ${time.slice(0, 16)}Z (${duration(Math.max(0, now - Date.parse(time)) / 1000)})`;
}
