import type { PolicyDecision } from '../domain/simulation/policy-decision';
import type { PromotionAsked, PromotionDocument } from '../domain/simulation/promotion-document';
import type { Env } from '../machine/environment/kinds';
import type { Mlflow } from '../mlflow/client';
import type { ScanWatch } from '../mlflow/search';
import { type DecidedIn, decideBetween } from './decide-between';
import { promoteCandidate } from './promote';
import { type EpisodeTable, readTable } from './read-table';

/** What was decided by a simulation's episodes, and whether it is active now. */
export interface Promoted {
	readonly table: EpisodeTable;
	readonly document: PromotionDocument;
	readonly decision: PolicyDecision;
	readonly promoted: boolean;
}

/**
 * Holds a candidate against the baseline by the episodes of an experiment, and makes it active in its place where the answer is
 * promote. A dry run decides and keeps the decision in MLflow, and changes nothing.
 * @throws TipBenchError PromotionRefused, StudyInvalid, UnknownName, PoliciesInvalid, MlflowUnavailable, MlflowRefused
 */
export async function decideAndPromote(
	{ mlflow, env }: { readonly mlflow: Mlflow & { readonly url: string }; readonly env: Env },
	at: DecidedIn,
	asked: PromotionAsked,
	{ isDry, watch = {} }: { readonly isDry: boolean; readonly watch?: ScanWatch },
): Promise<Promoted> {
	const table = await readTable(mlflow, at, null, watch);
	const { document, decision } = await decideBetween(mlflow, at, { table, asked });
	const promoted = decision.answer === 'promote' && !isDry;
	if (promoted) await promoteCandidate(env, decision, mlflow.url);
	return { table, document, decision, promoted };
}
