import { createCellKeys } from '../../bench/cell-keys';
import type { RecordedRun } from '../../bench/recorded-run';
import { createOwnJudges, type OwnJudges } from '../../judging/own-judges';
import { autoPrefix } from '../../judging/rubric';
import { isTrial } from '../rank-runs';
import { whoseScores } from '../running-row';
import { rowName } from '../standing-of-rows';
import type { GateAsked } from './gate-config';
import type { GateRow } from './gate-document';
import { formatFlag } from './gate-guards';
import { type GateRowName, isSameRow, rowText } from './row-text';

/** What a run says beside what a leaderboard reads. */
export interface GateFacts {
	/** Of the scenario as the prompt had it; `null` for runs of the former harness. */
	readonly scenario_hash: string | null;
	/** Of its model; `null` where it does not say. */
	readonly parameters: number | null;
}

/** One cell of a row. */
interface SeenCell extends Pick<GateFacts, 'scenario_hash'> {
	readonly scenario: string;
	readonly composite: number | null;
	readonly auto_composite: number | null;
	readonly latency_s: number | null;
	readonly isInvalid: boolean;
}

/** A row with its cells, in the order of their runs. */
export interface SeenRow
	extends Omit<GateRow, 'composites' | 'invalid' | 'latencies' | 'auto_composites' | 'format_ok'> {
	readonly cells: readonly SeenCell[];
	readonly format_ok: { readonly times: number; readonly of: number };
}

/** The auto judges that judge their own candidates too, in all that a gate reads. */
export interface GateJudges {
	/** Those whose scores count, and all, also those beside people's. */
	readonly counting: OwnJudges;
	readonly all: OwnJudges;
}

export function createGateJudges(): GateJudges {
	return { counting: createOwnJudges(), all: createOwnJudges() };
}

/** The rows of an experiment, which takes one run after the other. */
export interface GateRows {
	/** Runs are added in the order of their start: of two with one cell key the first counts. */
	add(run: RecordedRun, facts: GateFacts): void;
	/** In the order of their names. */
	rows(): SeenRow[];
}

type Growing = { -readonly [K in keyof SeenRow]: SeenRow[K] } & {
	readonly cells: SeenCell[];
	readonly whose: { lazy: number; auto: number; rule: number };
	readonly format_ok: { times: number; of: number };
};

export function createGateRows(judges: GateJudges = createGateJudges()): GateRows {
	const keys = createCellKeys();
	const rows = new Map<string, Growing>();
	return {
		add(run, facts) {
			judges.all.add(run);
			judges.counting.add(run.auto?.counts === false ? { ...run, auto: null } : run);
			if (run.cell_key !== null && !keys.add(run.cell_key)) return;
			// As texts, `a,b` with `c` and `a` with `b,c` would be one row.
			const row = rows.get(rowName(run)) ?? emptyRow(run);
			rows.set(rowName(run), row);
			addToRow(row, run, facts);
		},
		rows: () => [...rows.values()].sort(byName),
	};
}

function byName(a: GateRowName, b: GateRowName): number {
	const [one, other] = rowText(a) === rowText(b) ? [rowName(a), rowName(b)] : [rowText(a), rowText(b)];
	return one < other ? -1 : 1;
}

/** A row of which there is no run. */
export function emptyRow({ model, prompt }: GateRowName): Growing {
	return {
		...{ model, prompt, parameters: null, cells: [], pending: 0, auto_judges: [], trial: false },
		...{ whose: { lazy: 0, auto: 0, rule: 0 }, format_ok: { times: 0, of: 0 } },
	};
}

function addToRow(row: Growing, run: RecordedRun, { scenario_hash, parameters }: GateFacts): void {
	const { scenario, metrics, auto } = run;
	const isInvalid = run.invalid !== null;
	const composite = run.judged && !isInvalid ? finite(metrics.composite) : null;
	const theirs = run.by_rule ? metrics.composite : metrics[`${autoPrefix}composite`];
	row.cells.push({
		...{ scenario, scenario_hash, composite, isInvalid },
		auto_composite: isInvalid ? null : finite(theirs),
		latency_s: isInvalid || run.cut ? null : finite(metrics.latency_s),
	});
	row.parameters ??= parameters;
	if (isInvalid) return;
	if (!run.judged && run.judge_pending) row.pending += 1;
	if (run.judged && composite === null) row.without_composite = (row.without_composite ?? 0) + 1;
	if (composite === null) return;
	const whose = whoseScores(run);
	row.whose[whose] += 1;
	row.trial ||= isTrial(run);
	const judge = auto?.hash ?? auto?.kind;
	if (whose === 'auto' && judge !== undefined && !row.auto_judges.includes(judge)) row.auto_judges.push(judge);
	const flag = finite(metrics[formatFlag]);
	// A flag of another harness may be anything.
	if (flag === null || flag < 0 || flag > 1) return;
	row.format_ok.times += flag;
	row.format_ok.of += 1;
}

function finite(value: number | undefined): number | null {
	return value !== undefined && Number.isFinite(value) ? value : null;
}

/**
 * Rows side by side, by the same scenarios. A scenario that has changed between them, as its hash tells, is another one; a
 * run that has no hash goes by the name where that means one scenario.
 */
export function alignRows(
	asked: Pick<GateAsked, 'and' | 'least_format_ok' | 'require_both'>,
	seen: readonly SeenRow[],
): { readonly scenarios: string[]; readonly rows: GateRow[] } {
	const nameOf = scenarioNames(seen);
	const scenarios = [...new Set(seen.flatMap(({ cells }) => cells.map(nameOf)))].sort();
	const place = new Map(scenarios.map((name, at) => [name, at]));
	const rows = seen.map(({ cells, format_ok, ...row }): GateRow => {
		const by = <T>(of: (cell: SeenCell) => T | null) => {
			const lists: T[][] = scenarios.map(() => []);
			for (const cell of cells) {
				const value = of(cell);
				if (value !== null) lists[place.get(nameOf(cell)) ?? -1]?.push(value);
			}
			return lists;
		};
		return {
			...row,
			composites: by(({ composite }) => composite),
			invalid: by(({ isInvalid }) => (isInvalid ? true : null)).map((each) => each.length),
			...(asked.and === 'faster' && { latencies: by(({ latency_s }) => latency_s) }),
			...(asked.require_both && { auto_composites: by(({ auto_composite }) => auto_composite) }),
			...(asked.least_format_ok !== undefined && { format_ok }),
		};
	});
	return { scenarios, rows };
}

function scenarioNames(seen: readonly SeenRow[]): (cell: Pick<SeenCell, 'scenario' | 'scenario_hash'>) => string {
	const hashes = new Map<string, Set<string>>();
	for (const { scenario, scenario_hash } of seen.flatMap(({ cells }) => cells)) {
		const known = hashes.get(scenario) ?? new Set();
		hashes.set(scenario, known);
		if (scenario_hash !== null) known.add(scenario_hash);
	}
	return ({ scenario, scenario_hash }) => {
		if ((hashes.get(scenario)?.size ?? 0) < 2) return scenario;
		return `${scenario} (${scenario_hash?.slice(0, 8) ?? 'of an unknown text'})`;
	};
}

/**
 * The row of a name. A prompt version's name may hold a comma too, so rows are told by the whole text; a model without a tag
 * means its `latest`, as Ollama reads it.
 */
export function findRow<T extends GateRowName>(rows: readonly T[], { model, prompt }: GateRowName): T | undefined {
	const named = (text: string) => rows.find((row) => rowText(row) === text);
	const exact = rows.find((row) => isSameRow(row, { model, prompt }));
	return exact ?? named(rowText({ model, prompt })) ?? named(rowText({ model: `${model}:latest`, prompt }));
}
