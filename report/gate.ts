import { plainMarkdown } from '../domain/markdown';
import type { GateDecision, GateDocument } from '../domain/ranking/gate/gate-document';
import { exchangeWords, type GateRowName } from '../domain/ranking/gate/row-text';
import { printable } from './printable';

/** What is shown of a decision. */
type Shown = Pick<GateDocument, 'answer' | 'candidate' | 'reasons' | 'number' | 'experiment'> & {
	readonly baseline: GateRowName;
};

/** A decision for a terminal: the answer, why, and where it is kept. */
export function gateText(decision: Shown & Pick<GateDecision, 'run_id' | 'again'>): string {
	const { run_id, again } = decision;
	const kept = again
		? `the same was asked of the same data before: that decision, MLflow run ${run_id}, stands, and no other gate is counted`
		: `kept with all its inputs in MLflow run ${run_id}`;
	return [headOf(decision), ...decision.reasons.map((each) => `- ${each}`), kept].map(printable).join('\n');
}

/** A decision as the description of its run. */
export function gateMarkdown(decision: Shown): string {
	const reasons = decision.reasons.map((each) => `- ${plainMarkdown(each)}`);
	return [`**${plainMarkdown(headOf(decision))}**`, '', ...reasons].join('\n');
}

function headOf({ answer, candidate, baseline }: Shown): string {
	return `${answer}: ${exchangeWords(candidate, baseline)}`;
}
