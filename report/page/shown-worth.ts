import type { Estimate } from '../../domain/ranking/agreement/estimate';
import type { JudgeWorth } from '../../domain/ranking/agreement/judge-worth-schema';
import type { GateDocument } from '../../domain/ranking/gate/gate-document';
import { exchangeWords } from '../../domain/ranking/gate/row-text';
import { countOf } from '../../domain/wording';
import { estimateText } from '../estimate-text';
import type { GateShown, Worth } from './report-input';

/** What two judges are worth to each other, as a page shows it. */
export function shownWorth({ between, judged, against, pairs, composite, may_set_gate }: JudgeWorth): Worth {
	const title = between === 'one-judge-twice' ? `${judged}, asked twice` : `${judged} and ${against}`;
	const both = `They have both scored ${countOf(pairs, 'run')}.`;
	const gate =
		may_set_gate === null ? '' : ` May set a gate: ${may_set_gate.allowed ? 'yes' : 'no'}; ${may_set_gate.reason}.`;
	return {
		title,
		says: between === 'one-judge-twice' ? `Scored again: ${countOf(pairs, 'run')}.` : `${both}${gate}`,
		measures: [
			{ name: 'kappa of the composite, quadratic weights', value: estimated(composite.kappa) },
			{ name: 'Krippendorff’s alpha of the composite', value: estimated(composite.alpha) },
			{ name: 'bias of the first, points of the composite', value: estimated(composite.bias, 1) },
			{ name: 'rank correlation of the difference with the length', value: estimated(composite.length_bias) },
		],
	};
}

/** A gate’s decision, as a page shows it. */
export function shownGate({ candidate, baseline, answer, reasons }: GateDocument): GateShown {
	return { title: exchangeWords(candidate, baseline), decision: answer, reasons };
}

function estimated(estimate: Estimate, digits = 2): string {
	const { low, high, reason } = estimate;
	const text = estimateText(estimate, digits);
	if (text === null) return reason ?? 'not known';
	return low === null || high === null ? `${text}, ${reason ?? 'no interval'}` : text;
}
