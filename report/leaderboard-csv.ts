import { mixedReaders } from '../domain/answers/reader-version';
import type { CorrectedMean } from '../domain/ranking/corrected/corrected-schema';
import type { Leaderboard, LeaderboardRow } from '../domain/ranking/leaderboard';
import { judgingModels } from './auto-judges';
import { correctedNames } from './corrected';

const measures = ['latency_s', 'tokens_per_s', 'diversity'] as const;

type Value = string | number | boolean | null | undefined;

/** The leaderboard for a spreadsheet: every number whole, one row a (model, prompt version). */
export function leaderboardCsv(board: Leaderboard): string {
	const fields = fieldsOf(board);
	const lines = board.rows.map((row) => fields.map(({ value }) => csvField(value(row))));
	return [fields.map(({ title }) => csvField(title)), ...lines].map((line) => line.join(',')).join('\n');
}

interface Field {
	readonly title: string;
	readonly value: (row: LeaderboardRow) => Value;
}

function fieldsOf(board: Leaderboard): Field[] {
	const [first] = board.rows;
	const counts = ['rank', 'model', 'prompt', 'cells', 'judged', 'pending', 'invalid', 'composite'] as const;
	const all = (value: Value) => () => value;
	return [
		...counts.map((name) => ({ title: name, value: (row: LeaderboardRow) => row[name] })),
		...Object.keys(first?.scores ?? {}).map((name) => ({
			title: name,
			value: (row: LeaderboardRow) => row.scores[name],
		})),
		...measures.map((name) => ({ title: name, value: (row: LeaderboardRow) => row[name] })),
		{ title: 'trial', value: all(board.trial) },
		{ title: 'mixed_readers', value: all(mixedReaders(board.readers) !== null) },
		{ title: 'scenarios', value: (row) => row.scenarios },
		{ title: 'composite_low', value: (row) => row.composite_interval.value?.low },
		{ title: 'composite_high', value: (row) => row.composite_interval.value?.high },
		{ title: 'may_be_best', value: (row) => row.may_be_best },
		{ title: 'beaten', value: (row) => row.beaten.value },
		{ title: 'best_rank', value: (row) => row.ranks?.best },
		{ title: 'worst_rank', value: (row) => row.ranks?.worst },
		{ title: 'on_front', value: (row) => row.on_front },
		...Object.keys(first?.rates ?? {}).flatMap((name) => [
			{ title: `${name}_low`, value: (row: LeaderboardRow) => row.rates[name]?.value?.low },
			{ title: `${name}_high`, value: (row: LeaderboardRow) => row.rates[name]?.value?.high },
		]),
		...(['latency_s', 'tokens_per_s'] as const).flatMap((name) => [
			{ title: `${name}_p50`, value: (row: LeaderboardRow) => row[`${name}_quantiles`]?.p50 },
			{ title: `${name}_p95`, value: (row: LeaderboardRow) => row[`${name}_quantiles`]?.p95 },
		]),
		...(['lazy', 'auto', 'rule'] as const).map((whose) => ({
			title: `judged_by_${whose}`,
			value: (row: LeaderboardRow) => row.whose[whose],
		})),
		...judgeFields(board),
		...correctedNames(board).flatMap((name) => correctedFields(board, name)),
	];
}

/** Whose scores the ranking rests on; of several auto judges the one with the most cells. */
function judgeFields(board: Leaderboard): Field[] {
	const [judge] = board.auto_judges ?? [];
	const judging = judgingModels(board);
	const all = (title: string, value: Value) => ({ title, value: () => value });
	return [
		all('ranked_by', board.ranked_by?.scores),
		all('auto_judge', judge?.judge),
		all('auto_judge_trusted', judge?.trust?.may_gate),
		all('auto_judge_kappa', judge?.trust?.kappa.value),
		all('auto_judge_kappa_low', judge?.trust?.kappa.low),
		{ title: 'is_auto_judge', value: ({ model }) => judging.has(model) },
	];
}

function correctedFields({ pooled_bias }: Leaderboard, name: string): Field[] {
	const bias = pooled_bias?.[name];
	const of = (title: string, value: (found: CorrectedMean | undefined) => Value) => ({
		title,
		value: ({ corrected }: LeaderboardRow) => value(corrected?.[name]),
	});
	return [
		of(`auto_${name}`, (found) => found?.raw_auto),
		of(`labels_${name}`, (found) => found?.effective_labels),
		of(`corrected_${name}`, (found) => found?.mean.value),
		of(`corrected_${name}_low`, (found) => found?.mean.low),
		of(`corrected_${name}_high`, (found) => found?.mean.high),
		of(`corrected_${name}_by`, (found) => found?.by),
		of(`bias_${name}`, () => bias?.value),
		of(`bias_${name}_low`, () => bias?.low),
		of(`bias_${name}_high`, () => bias?.high),
	];
}

function csvField(value: Value): string {
	const text = String(value ?? '');
	// A spreadsheet would run a name that begins like a formula.
	const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
