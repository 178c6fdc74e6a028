import type { OptimizeStatus } from '../contracts/optimize';
import { plainMarkdown } from '../domain/markdown';

/** What the Temporal UI shows of a comparison of prompts, in Markdown. */
export function optimizeDetails(status: OptimizeStatus): string {
	return [headline(status), '', ...status.reasons.map((each) => `- ${plainMarkdown(each)}`)].join('\n').trim();
}

function headline(status: OptimizeStatus): string {
	const { phase, experiment, model, baseline, candidates, answer, candidate, promoted } = status;
	const name = `**${plainMarkdown(experiment ?? 'this comparison')}**`;
	const asked = `${plainMarkdown(candidates.join(', '))} against ${plainMarkdown(baseline ?? '?')} on ${plainMarkdown(model ?? '?')}`;
	const winner = plainMarkdown(candidate ?? '?');
	switch (phase) {
		case 'planning':
			return `${name}: planning`;
		case 'benching':
			return `${name}: ${asked}. Its bench has the same name: whoever is to judge finds there what waits`;
		case 'promoting':
			return `${name}: ${winner} has won, and becomes active`;
		case 'failed':
			return `${name}: FAILED, so nothing was promoted`;
		case 'done':
			if (promoted) return `${name}: ${winner} has won, and is **active**`;
			return answer === 'promote'
				? `${name}: ${winner} has won, and is not active`
				: `${name}: **${answer}**: ${asked}`;
	}
}
