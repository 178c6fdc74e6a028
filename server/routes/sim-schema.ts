import { z } from '@hono/zod-openapi';
import type { ListedSim } from '../../client/sims';
import { simStatusSchema } from '../../domain/simulation/sim-status';
import { workflowPage } from '../../domain/temporal-ui';
import type { Addresses } from '../../places/addresses';
import { policySchema } from './policy-schema';

/** As forms write it; what it means, and every fault, is the schema's to say. */
export const simInputSchema = z.record(z.string(), z.unknown()).openapi('SimInput', {
	description: 'The keys of a simulation, as `/api/catalog/config` lists them.',
	example: { experiment: 'sim-1', policies: 'egreedy-v1,egreedy-v2', seeds: 20 },
});

const count = z.int().min(0);

/** What a dry run of a simulation answers. */
export const simPlanSchema = z
	.object({
		experiment: z.string(),
		policies: z.array(policySchema),
		personas: z.array(z.string()),
		seeds: count,
		pairs: z.object({ total: count, reused: count }).describe('each persona with each policy is one'),
		episodes: z.object({ total: count, reused: count.describe('those that the experiment has already') }),
		compared: z
			.object({
				baseline: policySchema,
				candidate: policySchema.nullable().describe('null for the best of the others'),
			})
			.nullable()
			.describe('null where there is nobody to compare'),
		promote: z.boolean().describe('whether the candidate becomes active where the answer is promote'),
		notes: z.array(z.string()),
	})
	.openapi('SimPlan');

/** What the start of one answers. */
export const startedSimSchema = z
	.object({
		workflow_id: z.string(),
		experiment: z.string(),
		notes: z.array(z.string()).describe('what was read otherwise than it was written, and that no worker is there'),
		links: z.record(z.string(), z.string()),
	})
	.openapi('StartedSim');

const listedShape = {
	workflow_id: z.string().nullable().describe('null where only MLflow knows of it'),
	experiment: z.string().nullable().describe('null before it has planned'),
	state: z.string().nullable().describe('as Temporal lists it: `RUNNING`, `COMPLETED`, …; null where it does not'),
	started_at: z.iso.datetime().nullable(),
	answer: z.string().nullable().describe('what was decided; null before, and where nobody was compared'),
	promoted: z.boolean().describe('whether it has made its candidate active'),
};

/** What the list of them answers. */
export const simListSchema = z
	.object({
		simulations: z.array(z.object(listedShape).openapi('ListedSim')).describe('the newest first'),
		mlflow_fault: z.string().nullable().describe('why MLflow was not asked for more, where it is away'),
	})
	.openapi('Simulations');

/** What the status of one answers. */
export const simSightSchema = z
	.object({
		...listedShape,
		workflow_id: z.string(),
		state: z.string(),
		started_at: z.iso.datetime(),
		answered_by: z
			.enum(['simulation', 'servers'])
			.describe('`servers` where no worker answers: then there is no `status`'),
		status: simStatusSchema.nullable().describe('its own word'),
		failure: z.string().nullable().describe('why it failed, where it did'),
		links: z.record(z.string(), z.string()),
	})
	.openapi('SimStatus');

/** What pausing, going on and cancelling answer. */
export const simDoneSchema = z
	.object({
		workflow_id: z.string(),
		told: z.boolean().describe('false where it was so already'),
		heard: z.boolean().describe('false where no worker has answered yet: it takes effect once one runs'),
	})
	.openapi('SimDone');

/** A simulation as it is listed. */
export function shownSim({ id, experiment, state, startedAt, answer, promoted }: ListedSim) {
	return { ...{ workflow_id: id, experiment, state, answer, promoted }, started_at: startedAt.toISOString() };
}

/** Where else a simulation is shown. */
export function simLinks(
	id: string,
	experiment: string,
	{ temporalUi, namespace }: Pick<Addresses, 'temporalUi' | 'namespace'>,
): Record<string, string> {
	return {
		status: `/api/sim/status?${new URLSearchParams({ simulation: id })}`,
		results: `/api/sim/results?${new URLSearchParams({ experiment })}`,
		...(temporalUi !== null && { temporal: workflowPage(temporalUi, namespace, id) }),
	};
}
