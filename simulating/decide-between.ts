import { decidePromotion } from '../domain/simulation/decide-promotion';
import { type PolicyDecision, policyDecisionOf } from '../domain/simulation/policy-decision';
import {
	lookOfPromotion,
	type PromotionAsked,
	type PromotionDocument,
	promotionDocumentSchema,
	promotionFormat,
} from '../domain/simulation/promotion-document';
import type { Mlflow } from '../mlflow/client';
import { keepGate, type NextGate } from '../mlflow/keep-gate';
import type { ScanWatch } from '../mlflow/search';
import { policyMarkdown } from '../report/policy-decision';
import { type EpisodeTable, partsOf } from './read-table';

/** One seed for all decisions: the same episodes give the same one. */
const seed = 0;

/** An experiment, by both its names. */
export interface DecidedIn {
	readonly experiment: string;
	readonly experiment_id: string;
}

/**
 * Decides between policies by their episodes, and keeps the decision in MLflow: asked again, it answers the same.
 * @throws TipBenchError StudyInvalid; MlflowUnavailable, MlflowRefused, RunDamaged
 */
export async function decideBetween(
	mlflow: Mlflow,
	at: DecidedIn,
	{ table, asked }: { readonly table: EpisodeTable; readonly asked: PromotionAsked },
	watch: ScanWatch = {},
): Promise<{ readonly document: PromotionDocument; readonly decision: PolicyDecision }> {
	const input = { format: promotionFormat, asked, seed, parts: partsOf(table) } as const;
	const next: NextGate<PromotionDocument> = {
		...{ kind: 'policy-gate', look: lookOfPromotion({ ...input, number: 1 }) },
		decide: (number) => decidePromotion({ ...input, number }),
		read: (text) => promotionDocumentSchema.parse(JSON.parse(text)),
		name: ({ answer, candidate }) => `${answer}: ${candidate} in place of ${asked.baseline}`,
		...{ describe: policyMarkdown, now: Date.now },
	};
	const { document, run_id } = await keepGate(mlflow, at.experiment_id, next, watch);
	return { document, decision: policyDecisionOf(document, { experiment: at.experiment, run_id }) };
}
