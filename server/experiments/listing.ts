import { z } from '@hono/zod-openapi';
import type { ListedBench } from '../../client/temporal';
import type { Experiment } from '../../mlflow/experiments';
import { changedAt, revisionOf } from '../../mlflow/revision';
import type { KeptRuns } from '../kept/kept-runs';
import { stateOf } from '../kept/run-state';

/** An experiment in the list of all. */
export const listedSchema = z
	.object({
		name: z.string(),
		id: z.string(),
		rubric: z.string().nullable(),
		ours: z.boolean().describe('a bench of ours made it'),
		bench: z
			.object({ id: z.string(), state: z.string(), started_at: z.iso.datetime() })
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
): Listed {
	const { name, id, tags } = experiment;
	return {
		...{ name, id, rubric: tags.rubric ?? null, ours: isOurs(experiment) },
		bench: bench === undefined ? null : { id: bench.id, state: bench.state, started_at: bench.startedAt.toISOString() },
		...{ changed_at: changedAt(revisionOf(experiment)), counts: runs === null ? null : countsOf(runs), best },
	};
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
