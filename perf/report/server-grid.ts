import { median, quantile } from '../observe/statistics';
import type { Server } from '../sections/server';
import { atMost, exactly, type PerfTarget } from './bounds';
import type { Grid } from './grid';
import { digits, grouped, megabytes, spread } from './numbers';

/** What the admin server takes. */
export function serverGrid(server: Server): Grid {
	const { runs, startMs, firstLookMs, mlflowAloneMs, secondBoardMs, rate, answersMs, failed, memory } = server;
	const milliseconds = (value: number) => `${digits(value)} ms`;
	const small = grouped(Math.floor(runs / 10));
	const shares = answersMs.length === 0 ? [] : [0.5, 0.99, 1].map((share) => digits(quantile(answersMs, share)));
	return {
		title: 'The admin server, medians (smallest–largest)',
		head: ['', ''],
		rows: [
			['start to the first answer', spread(startMs, milliseconds)],
			[`first look at ${small} runs`, spread(firstLookMs, milliseconds)],
			['MLflow alone, to serve them', spread(mlflowAloneMs, milliseconds)],
			['ratio', digits(firstLookRatio(server))],
			[`leaderboard of ${grouped(runs)} runs, asked for again`, spread(secondBoardMs, milliseconds)],
			[`${rate} requests a second over all that is kept: p50 / p99 / largest, ms`, shares.join(' / ')],
			['of them failed', String(failed)],
			['memory at the start, and after the requests, MB', `${megabytes(memory.atStart)}, ${megabytes(memory.atEnd)}`],
			['memory that 50 event streams add, MB', megabytes(memory.ofStreams)],
		],
		notes: [],
	};
}

/** What the admin server is held to. */
export function serverTargets(server: Server): PerfTarget[] {
	const { runs, startMs, secondBoardMs, rate, answersMs, failed, memory } = server;
	if (answersMs.length === 0) return [];
	return [
		atMost('start of the admin server to the first answer, median', 1_000, median(startMs), ' ms'),
		atMost('a first look, in times of what MLflow takes to serve the runs', 1.2, firstLookRatio(server)),
		atMost(`leaderboard of ${grouped(runs)} runs, asked for again`, 100, median(secondBoardMs), ' ms'),
		atMost(`${rate} requests a second over all that is kept, p99`, 150, quantile(answersMs, 0.99), ' ms'),
		exactly('of them failed', 0, [failed]),
		atMost('memory of the admin server', 150, Math.max(memory.atStart, memory.atEnd) / 1e6, ' MB'),
		atMost('memory that 50 event streams add', 50, memory.ofStreams / 1e6, ' MB'),
	];
}

/** The median of the turns' ratios. */
function firstLookRatio({ firstLookMs, mlflowAloneMs }: Server): number {
	return median(firstLookMs.map((time, at) => time / (mlflowAloneMs[at] ?? Number.NaN)));
}
