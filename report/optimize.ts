import type { OptimizeShown } from '../domain/optimize/optimize-shown';
import { printable } from './printable';

/** What came of a comparison of prompts, in one line. */
export function optimizeWords(shown: OptimizeShown): string {
	const { model, baseline, candidates, answer, candidate, promoted, state } = shown;
	const asked = baseline === null ? '' : `: ${candidates.join(', ')} against ${baseline} on ${model}`;
	if (answer === null) return `${state === 'RUNNING' ? 'under way' : state.toLowerCase()}${asked}`;
	if (promoted) return `${candidate} has won against ${baseline} on ${model}, and became active`;
	return answer === 'promote' ? `${candidate} has won, and did not become active` : `${answer}${asked}`;
}

/** The same with its reasons. */
export function optimizeText(shown: OptimizeShown): string {
	return [optimizeWords(shown), ...shown.reasons.map((each) => `- ${each}`)].map(printable).join('\n');
}
