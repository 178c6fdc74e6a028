import { clipText } from '../domain/clip';
import { policyDecisionSchema } from '../domain/simulation/policy-decision';
import { printable } from './printable';

/** What is told of a decision of a simulation. */
const toldSchema = policyDecisionSchema.pick({
	...{ candidate: true, baseline: true, difference: true, experiment: true, run_id: true },
});

/** So much of evidence that somebody wrote by hand. */
const mostShown = 300;

/** Why a policy is active, as the end of a sentence: what it beat, by how much and where; of other evidence what it says. */
export function evidenceText(evidence: Readonly<Record<string, unknown>>): string {
	const { data: decision } = toldSchema.safeParse(evidence);
	if (decision === undefined) {
		const parts = Object.entries(evidence).map(
			([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
		);
		return printable(clipText(`on the evidence: ${parts.join(', ')}`, mostShown));
	}
	const { candidate, baseline, difference, experiment, run_id } = decision;
	const { value } = difference;
	const byHow =
		value === null ? '' : ` by ${digits(value.mean)} mean reward (${digits(value.low)} to ${digits(value.high)})`;
	return printable(`${candidate} beat ${baseline}${byHow} in the simulation ${experiment} (run ${run_id} in MLflow)`);
}

function digits(value: number): string {
	return value.toFixed(4);
}
