import type { JudgeWorth } from '../../../domain/ranking/agreement/judge-worth-schema';
import { estimateText } from '../../../report/estimate-text';

/** How two judges agree, a line a score: kappa, alpha, the same score, within one, milder by. */
export function measuresOf({
	dimensions,
	composite,
}: JudgeWorth): { readonly name: string; readonly values: readonly string[] }[] {
	return [...Object.entries(dimensions), ['composite', composite] as const].map(([name, score]) => ({
		name,
		values: [
			estimateText(score.kappa, 2) ?? '–',
			estimateText(score.alpha, 2) ?? '–',
			share(score.exact.value),
			share(score.within_one.value),
			estimateText(score.bias, 1, true) ?? '–',
		],
	}));
}

function share(value: number | null): string {
	return value === null ? '–' : `${Math.round(value * 100)} %`;
}
