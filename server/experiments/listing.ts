import { z } from '@hono/zod-openapi';
import type { ListedBench } from '../../client/temporal';
import { statusSchema } from '../../domain/bench/status';
import type { Experiment } from '../../mlflow/experiments';
import { changedAt, revisionOf } from '../../mlflow/revision';
import type { KeptRuns } from '../kept/kept-runs';
import { stateOf } from '../kept/run-state';
import type { RunningProgress } from './running-progress';

/** An experiment in the list of all. */
export const listedSchema = z
	.object({
		name: z.string(),
		id: z.string(),
		rubric: z.string().nullable(),
		ours: z.boolean().describe('a bench of ours made it'),
		bench: z
			.object({
				...{ id: z.string(), state: z.string(), started_at: z.iso.datetime() },
				progress: z
					.object({
						phase: statusSchema.shape.phase,
						paused: z.boolean(),
						made: z.int().describe('cells that are recorded, were there before, or have failed'),
						total: z.int(),
					})
					.nullable()
					.describe('of one that runs; null where no worker answers'),
			})
			.nullable()
			.describe('its newest bench as Temporal lists it; null where there is none, or Temporal is away'),
		changed_at: z.string().nullable().describe('when its runs were changed last, as far as that is known: ISO 8601'),
		counts: z
			.object({ runs: z.int(), judged: z.int(), pending: z.int(), invalid: z.int() })
			.nullable()
			.describe('as they were read last; null where nobody has looked at its runs of late'),
		best: z
			.object({
				model: z.string(),
				prompt: z.string(),
				composite: z.number(),
				alone: z.boolean().describe('no other row may be the best'),
			})
			.nullable()
			.describe('of its leaderboard, where that is kept'),
	})
	.openapi('ListedExperiment');

export type Listed = z.infer<typeof listedSchema>;

/** How experiments that no bench of ours made may begin, so that they are listed all the same. */
const ourPrefix = 'tip-bench-';

/** Whether an experiment stands in the list. */
export function isListed({ name, tags }: Experiment, { prefix, all }: { prefix: string; all: boolean }): boolean {
	if (!name.startsWith(prefix)) return false;
	return all || name.startsWith(ourPrefix) || isOurs({ tags });
}

/** A bench gives an experiment its rubric. */
function isOurs({ tags }: Pick<Experiment, 'tags'>): boolean {
	return tags.rubric_hash !== undefined;
}

/** An experiment as the list shows it, of what is there already. */
export function listedOf(
	experiment: Experiment,
	bench: ListedBench | undefined,
	runs: KeptRuns | null,
	best: Listed['best'],
	progress: RunningProgress | undefined,
): Listed {
	const { name, id, tags } = experiment;
	return {
		...{ name, id, rubric: tags.rubric ?? null, ours: isOurs(experiment) },
		bench: bench === undefined ? null : benchOf(bench, progress),
		...{ changed_at: changedAt(revisionOf(experiment)), counts: runs === null ? null : countsOf(runs), best },
	};
}

function benchOf({ id, state, startedAt }: ListedBench, progress: RunningProgress | undefined): Listed['bench'] {
	// What was seen last may be older than its end.
	const of = state === 'RUNNING' ? progress : undefined;
	return { id, state, started_at: startedAt.toISOString(), progress: of === undefined ? null : madeOf(of) };
}

function madeOf({ phase, paused, cells: { done, reused, failed, total } }: RunningProgress) {
	return { phase, paused, made: done + reused + failed, total };
}

function countsOf({ cells }: KeptRuns): NonNullable<Listed['counts']> {
	const counts = { runs: cells.length, judged: 0, pending: 0, invalid: 0 };
	for (const row of cells) {
		const state = stateOf(row);
		if (state === 'pending' || state === 'invalid') counts[state] += 1;
		else if (row.judged) counts.judged += 1;
	}
	return counts;
}
