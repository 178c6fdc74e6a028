import { hashOf } from '../domain/hash';
import { decidePromotion } from '../domain/simulation/decide-promotion';
import { type PolicyDecision, policyDecisionOf } from '../domain/simulation/policy-decision';
import {
	type PromotionAsked,
	type PromotionDocument,
	type PromotionInput,
	promotionFormat,
	promotionInputOf,
} from '../domain/simulation/promotion-document';
import type { Mlflow } from '../mlflow/client';
import { keepPolicyGate } from '../mlflow/policy-gate-runs';
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
	const input: PromotionInput = { format: promotionFormat, asked, seed, parts: partsOf(table) };
	const document = decidePromotion(input);
	const { answer, candidate } = document;
	const written = {
		name: `${answer}: ${candidate} in place of ${asked.baseline}`,
		...{ look: hashOf(promotionInputOf(input)), answer, at: Date.now() },
		document: JSON.stringify(document),
		description: policyMarkdown(document),
	};
	const run_id = await keepPolicyGate(mlflow, at.experiment_id, written, watch);
	return { document, decision: policyDecisionOf(document, { experiment: at.experiment, run_id }) };
}
