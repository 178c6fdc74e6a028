import { plainMarkdown } from '../domain/markdown';
import type { PromotionDocument } from '../domain/simulation/promotion-document';

/** A decision between policies, as its run in MLflow tells it. */
export function policyMarkdown({ answer, candidate, asked, reasons, personas }: PromotionDocument): string {
	const rows = personas.map(
		(each) =>
			`| ${plainMarkdown(each.persona)} | ${each.baseline.toFixed(4)} | ${each.candidate.toFixed(4)} | ${(each.candidate - each.baseline).toFixed(4)} |`,
	);
	return [
		`**${answer}**: ${candidate} in place of ${asked.baseline}`,
		reasons.map((each) => `- ${plainMarkdown(each)}`).join('\n'),
		[`| persona | ${asked.baseline} | ${candidate} | difference |`, '|---|---|---|---|', ...rows.slice(0, 50)].join(
			'\n',
		),
		'The whole decision, and the episodes that it was made from: the tag `artifact:policy-gate.json`.',
	].join('\n\n');
}
