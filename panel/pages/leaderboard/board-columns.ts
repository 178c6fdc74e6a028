import type { LeaderboardRow } from '../../../domain/ranking/leaderboard';
import { chanceText, numberText, rangeText } from '../../../report/plots/number-text';

/** A column of the leaderboard's table. */
export interface BoardColumn {
	readonly title: string;
	/** What it means, where its title does not say. */
	readonly hint?: string;
	readonly value: (row: LeaderboardRow) => string;
}

/** @param first any row: all have the same scores */
export function boardColumns(first: LeaderboardRow | undefined, hasDiversity: boolean): BoardColumn[] {
	const flags = Object.keys(first?.rates ?? {});
	const dimensions = Object.keys(first?.scores ?? {}).filter((name) => !flags.includes(name));
	return [
		{ title: 'rank', hint: 'by the mean composite', value: ({ rank }) => String(rank ?? '–') },
		{
			title: 'lies in',
			hint: 'between which ranks it is, for all rows together at the stated certainty',
			value: ({ ranks }) => (ranks === null ? '–' : spanText(ranks.best, ranks.worst)),
		},
		{
			title: 'composite',
			hint: 'mean over scenarios, repeats averaged first',
			value: ({ composite }) => numberText(composite),
		},
		{ title: '95 %', value: ({ composite_interval: { value } }) => rangeText(value) },
		{
			title: 'chance',
			hint: 'the probability that chance alone puts another row as far above it as the best one is',
			value: ({ beaten: { value } }) => (value === null ? '–' : chanceText(value)),
		},
		...dimensions.map((name) => ({ title: name, value: ({ scores }: LeaderboardRow) => numberText(scores[name]) })),
		...flags.map((name) => ({
			title: name,
			hint: 'how often cells have it, with 95 %',
			value: ({ rates }: LeaderboardRow) => rateText(rates[name]?.value ?? null),
		})),
		{
			title: 'judged',
			hint: 'of the valid cells',
			value: ({ judged, cells, invalid }) => `${judged} of ${cells - invalid}`,
		},
		{ title: 'pending', value: ({ pending }) => String(pending) },
		{ title: 'invalid', value: ({ invalid }) => String(invalid) },
		{ title: 'latency s', hint: 'mean of a cell', value: ({ latency_s }) => numberText(latency_s) },
		{ title: 'p95', hint: 'latency, 95th percentile', value: ({ latency_s_quantiles: of }) => numberText(of?.p95) },
		{ title: 'tokens/s', hint: 'mean of a cell', value: ({ tokens_per_s }) => numberText(tokens_per_s, 1) },
		...(hasDiversity ? [{ title: 'diversity', value: ({ diversity }: LeaderboardRow) => numberText(diversity) }] : []),
		{
			title: 'front',
			hint: 'no other row beats it in both composite and latency',
			value: ({ on_front }) => (on_front ? 'on it' : ''),
		},
	];
}

function spanText(low: number, high: number): string {
	return low === high ? String(low) : `${low}–${high}`;
}

function rateText(rate: { readonly rate: number; readonly low: number; readonly high: number } | null): string {
	if (rate === null) return '–';
	const percent = (share: number) => Math.round(share * 100);
	return `${percent(rate.rate)} % (${percent(rate.low)}–${percent(rate.high)})`;
}
