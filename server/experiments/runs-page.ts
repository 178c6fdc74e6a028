import type { KeptRow } from '../kept/kept-row';
import { stateOf } from '../kept/run-state';

/** Which runs are asked for; each one that is left out asks nothing. */
export interface RunsFilter {
	readonly model?: string | undefined;
	readonly prompt?: string | undefined;
	readonly scenario?: string | undefined;
	readonly judge_kind?: string | undefined;
	readonly pending?: boolean | undefined;
	readonly invalid?: boolean | undefined;
}

/** Where a page ends: the next one begins behind it, however many runs come meanwhile. */
type Place = Pick<KeptRow, 'started_at' | 'run_id'>;

/** Some runs, and where to go on. */
export interface RunsPage {
	readonly rows: readonly KeptRow[];
	/** How many fit the filter in all. */
	readonly total: number;
	/** `null` where there are no more. */
	readonly next: string | null;
}

/** @param rows in the order of their start @param after as an earlier page gave it */
export function runsPage(rows: readonly KeptRow[], filter: RunsFilter, after: Place | null, limit: number): RunsPage {
	const fitting = rows.filter((row) => fits(row, filter));
	const from = after === null ? 0 : fitting.findIndex((row) => isBehind(row, after));
	const page = from === -1 ? [] : fitting.slice(from, from + limit);
	const last = page.at(-1);
	const isEnd = last === undefined || from + limit >= fitting.length;
	return { rows: page, total: fitting.length, next: isEnd ? null : writePlace(last) };
}

function fits(row: KeptRow, { model, prompt, scenario, judge_kind, pending, invalid }: RunsFilter): boolean {
	if (model !== undefined && row.model !== model) return false;
	if (prompt !== undefined && row.prompt !== prompt) return false;
	if (scenario !== undefined && row.scenario !== scenario) return false;
	if (judge_kind !== undefined && row.auto?.kind !== judge_kind && !row.judge_kinds.includes(judge_kind)) return false;
	if (pending !== undefined && (stateOf(row) === 'pending') !== pending) return false;
	return invalid === undefined || (row.invalid !== null) === invalid;
}

function isBehind({ started_at, run_id }: KeptRow, after: Place): boolean {
	return started_at > after.started_at || (started_at === after.started_at && run_id > after.run_id);
}

function writePlace({ started_at, run_id }: Place): string {
	return Buffer.from(`${started_at} ${run_id}`).toString('base64url');
}

/** The place that a cursor says; `null` where it is none of ours. */
export function readPlace(cursor: string): Place | null {
	const [, started = '', run_id = ''] =
		/^(\S{1,30}) (\S{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
	const started_at = Number(started);
	return run_id === '' || !Number.isFinite(started_at) ? null : { started_at, run_id };
}
