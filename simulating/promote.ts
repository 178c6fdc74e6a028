import { TipBenchError } from '../domain/errors';
import type { PolicyDecision } from '../domain/simulation/policy-decision';
import type { Env } from '../machine/environment/kinds';
import { promote, readActive } from '../serving/active-policies';

/**
 * Makes a decision's candidate active, with the decision as its evidence. Doing it again changes nothing.
 * @param env where the state folder is
 * @returns whether it was changed now
 * @throws TipBenchError PromotionRefused where the answer is not promote, or another policy than its baseline is active;
 * PoliciesInvalid; MachineError FileUnwritable
 */
export async function promoteCandidate(env: Env, decision: PolicyDecision, mlflowUrl: string): Promise<boolean> {
	const { answer, candidate, baseline } = decision;
	if (answer !== 'promote')
		throw new TipBenchError('PromotionRefused', `${candidate} is not promoted: the answer is ${answer}`);
	const { active } = readActive(env);
	if (active !== baseline && active !== candidate)
		throw new TipBenchError(
			'PromotionRefused',
			`${candidate} has beaten ${baseline}, and ${active} is active: compare it with that one`,
		);
	const evidence = { ...decision, mlflow_url: mlflowUrl, decided_by: 'simulation' };
	return (await promote(env, candidate, evidence)).changed;
}
