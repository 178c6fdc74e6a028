import type { PolicyName } from '../domain/policies/policy-names';
import { type PolicyDecision, policyDecisionSchema } from '../domain/simulation/policy-decision';
import type { PromotionAsked, PromotionDocument } from '../domain/simulation/promotion-document';
import type { Env } from '../machine/environment/kinds';
import type { Mlflow } from '../mlflow/client';
import type { ScanWatch } from '../mlflow/search';
import { type ActivePolicies, readActive } from '../serving/active-policies';
import { type DecidedIn, decideBetween } from './decide-between';
import { promoteCandidate } from './promote';
import { type EpisodeTable, readTable } from './read-table';

/** What was decided by a simulation's episodes, and what came of it. */
export interface Promoted {
	readonly table: EpisodeTable;
	readonly document: PromotionDocument;
	readonly decision: PolicyDecision;
	/** Whether the candidate is active now by this call. */
	readonly promoted: boolean;
	/** Whether it was active before, by this experiment: nothing was changed. */
	readonly already: boolean;
}

/** What is asked; where no baseline is named, it is the active policy. */
export type PromotionWish = Omit<PromotionAsked, 'baseline'> & { readonly baseline: PolicyName | null };

type Sources = { readonly mlflow: Mlflow & { readonly url: string }; readonly env: Env };

/**
 * Holds a candidate against the baseline by the episodes of an experiment, and makes it active in its place where the answer is
 * promote. A dry run decides and keeps the decision in MLflow, and changes nothing. Whoever asks again after a promotion, and
 * names no baseline, hears that the candidate is active; the way round it would be compared otherwise was never asked.
 * @throws TipBenchError PromotionRefused, StudyInvalid, UnknownName, PoliciesInvalid, MlflowUnavailable, MlflowRefused
 */
export async function decideAndPromote(
	{ mlflow, env }: Sources,
	at: DecidedIn,
	wish: PromotionWish,
	{ isDry, watch = {} }: { readonly isDry: boolean; readonly watch?: ScanWatch },
): Promise<Promoted> {
	const table = await readTable(mlflow, at, null, watch);
	const policies = readActive(env);
	const before = askedBefore(policies, at, table, wish);
	if (before !== null) {
		const again = await decideBetween(mlflow, at, { table, asked: before }, watch);
		const { answer, candidate } = again.decision;
		if (answer === 'promote' && candidate === policies.active)
			return { table, ...again, promoted: false, already: true };
	}
	const asked = { ...wish, baseline: wish.baseline ?? policies.active };
	const decided = await decideBetween(mlflow, at, { table, asked }, watch);
	const promoted = decided.decision.answer === 'promote' && !isDry;
	if (promoted) await promoteCandidate(env, decided.decision, mlflow.url);
	return { table, ...decided, promoted, already: false };
}

/** The question by which the active policy became so, where it did by this experiment and may be meant again. */
function askedBefore(
	{ active, evidence }: ActivePolicies,
	{ experiment }: DecidedIn,
	{ policies }: EpisodeTable,
	wish: PromotionWish,
): PromotionAsked | null {
	const before = policyDecisionSchema.safeParse(evidence).data;
	if (before === undefined || before.experiment !== experiment || before.candidate !== active) return null;
	const isOther = wish.baseline !== null || (wish.candidate !== null && wish.candidate !== active);
	if (isOther || !policies.some(({ policy }) => policy === before.baseline)) return null;
	return { ...wish, baseline: before.baseline };
}
