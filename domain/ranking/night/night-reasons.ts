import { countOf } from '../../wording';
import { points } from '../gate/gate-numbers';
import { type GateRowName, rowWords } from '../gate/row-text';
import { percent } from '../statistics/percent';
import type { AnsweredRow, NightInput, NightPair } from './night-document';

/** Why no row of a night can be compared, whatever its scores say; empty where they can be. */
export function doubtsOfNight({ rows }: Pick<NightInput, 'rows'>): string[] {
	const all = rows.flatMap(({ tonight, baseline }) => [tonight, baseline]).filter((row) => row !== null);
	const judges = new Set(all.flatMap(({ auto_judges }) => auto_judges));
	return [
		...(all.some(({ trial }) => trial) ? ['a trial judge scored some of it: its scores are no evidence'] : []),
		...(judges.size > 1
			? [
					`${judges.size} auto judges, or one judge of ${judges.size} versions, gave the scores: they cannot be compared`,
				]
			: []),
	];
}

/** What a row lacks to be compared at all. */
export function missingSide({ experiment, asked }: NightInput, { tonight, baseline }: NightPair): string | null {
	if (tonight === null) return `${experiment} has no run of it: its cells failed, or its model is another one's twin`;
	return baseline === null ? `${asked.baseline_experiment} has no such row to compare with` : null;
}

/** What came of a night in plain words, what is worse first. */
export function nightReasons(input: NightInput, answers: readonly AnsweredRow[], doubts: readonly string[]): string[] {
	const { rows, asked } = input;
	const worse = answers.filter(({ answer }) => answer === 'worse');
	const quiet = answers.filter(({ answer }) => answer === 'not shown to be worse').length;
	const untold = answers.filter(({ answer }) => answer === 'cannot tell');
	return [
		...worse.map((row) => worseWords(input, row)),
		...doubts,
		// What keeps all rows from being compared is said once.
		...untold
			.filter(({ why }) => why === null || !doubts.includes(why))
			.map((row) => `${rowWords(row)} cannot be told: ${row.why ?? ''}`),
		...(quiet === 0
			? []
			: [
					`${countOf(quiet, 'row')} ${quiet === 1 ? 'is' : 'are'} not shown to be worse than in ${asked.baseline_experiment} by more than ${points(asked.margin)}`,
				]),
		...(rows.length === 0 ? ['there is no row'] : []),
		...pairWords(input),
		...leftOutWords(input),
		...(rows.length === 0 ? [] : [trustWords(input)]),
	];
}

function worseWords({ asked, rows }: NightInput, row: AnsweredRow): string {
	const { value } = row.difference;
	if (value === null) return `${rowWords(row)} is worse`;
	const { mean, low, high, scenarios, exact } = value;
	const flips = exact ? 'all sign flips' : 'drawn sign flips';
	const over = rows.length === 1 ? '' : ` over all ${rows.length} rows`;
	return `${rowWords(row)} is ${points(mean)} from ${asked.baseline_experiment} on ${countOf(scenarios, 'scenario')}; the true difference lies from ${points(low)} to ${points(high)} (${flips}, ${percent(asked.alpha)} at either end${over}), wholly below the margin ${points(0 - asked.margin)}`;
}

/** Of rows that are compared: what is in none of it. */
function pairWords(input: NightInput): string[] {
	return input.rows.flatMap((pair) => {
		const { tonight, baseline } = pair;
		if (tonight === null || baseline === null) return [];
		const lone = tonight.composites.filter(
			(repeats, at) => repeats.length > 0 !== (baseline.composites[at] ?? []).length > 0,
		).length;
		const pending = tonight.pending + baseline.pending;
		return [
			...(lone === 0
				? []
				: [
						`of ${rowWords(pair)}, ${countOf(lone, 'scenario')} that only one side has a score of ${lone === 1 ? 'is' : 'are'} left out`,
					]),
			...(pending === 0
				? []
				: [
						`of ${rowWords(pair)}, ${countOf(pending, 'cell')} that the auto judge has not scored ${pending === 1 ? 'is' : 'are'} left out`,
					]),
		];
	});
}

/** Names that there is room for. */
const mostNamed = 5;

function leftOutWords({ left_out, asked }: NightInput): string[] {
	if (left_out.length === 0) return [];
	return [
		`${countOf(left_out.length, 'row')} of ${asked.baseline_experiment} ${left_out.length === 1 ? 'was' : 'were'} not asked for tonight: ${namesOf(left_out)}`,
	];
}

/** The first of them by name. */
function namesOf(rows: readonly GateRowName[]): string {
	const more = rows.length > mostNamed ? ` and ${rows.length - mostNamed} more` : '';
	return `${rows.slice(0, mostNamed).map(rowWords).join(', ')}${more}`;
}

function trustWords({ trust }: NightInput): string {
	if (trust?.may_gate) return `the auto judge has earned trust: ${trust.reason}`;
	const why = trust?.reason ?? 'how well it agrees with people is not known';
	return `the auto judge has not earned trust, so it may alarm and never promote: ${why}`;
}
