import { TipBenchError } from '../domain/errors';
import { type PolicyDecision, policyDecisionSchema } from '../domain/simulation/policy-decision';
import type { Env } from '../machine/environment/kinds';
import { type ActivePolicies, promote } from '../serving/active-policies';

/** How a candidate is made active. */
export interface Promoting {
	/** Whether nobody is asked: what a person has rolled back then stays so, unless there is new evidence. */
	readonly isUnattended?: boolean;
}

/**
 * Makes a decision's candidate active, with the decision as its evidence. Doing it again changes nothing. What is active is
 * looked at where nobody else can change it, so that of two promotions at once the later one has beaten the earlier or is refused.
 * @param env where the state folder is
 * @returns whether it was changed now
 * @throws TipBenchError PromotionRefused where the answer is not promote, or another policy than its baseline is active;
 * PoliciesInvalid; MachineError FileUnwritable
 */
export async function promoteCandidate(
	env: Env,
	decision: PolicyDecision,
	mlflowUrl: string,
	{ isUnattended = false }: Promoting = {},
): Promise<boolean> {
	const { answer, candidate, baseline } = decision;
	if (answer !== 'promote') throw refused(`${candidate} is not promoted: the answer is ${answer}`);
	const evidence = { ...decision, mlflow_url: mlflowUrl, decided_by: 'simulation' };
	const check = ({ active, rolled_back }: ActivePolicies) => {
		if (active !== baseline)
			throw refused(`${candidate} has beaten ${baseline}, and ${active} is active: compare it with that one`);
		if (isUnattended && rolled_back?.active === candidate && isSame(rolled_back.evidence, decision))
			throw refused(
				`by this evidence ${candidate} was active, and was rolled back at ${rolled_back.until}: it takes more seeds, or \`./tip-bench policy promote\` by a person`,
			);
	};
	return (await promote(env, candidate, evidence, Date.now(), check)).changed;
}

/** Whether two decisions were made from the same episodes, however they were asked. */
function isSame(before: ActivePolicies['evidence'], after: PolicyDecision): boolean {
	const { success, data } = policyDecisionSchema.safeParse(before);
	const madeFrom = ({ experiment, baseline, difference: { value } }: PolicyDecision) =>
		JSON.stringify([experiment, baseline, value?.scenarios, value?.mean]);
	return success && madeFrom(data) === madeFrom(after);
}

function refused(message: string): TipBenchError {
	return new TipBenchError('PromotionRefused', message);
}
