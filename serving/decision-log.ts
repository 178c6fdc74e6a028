import { setImmediate as nextTurn } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import { type Decision, decisionColumns } from '../domain/policies/decision';
import { decisionCells } from '../domain/policies/decision-csv';
import { idText } from './store/decision-id';
import { unpackNumbers } from './store/decision-numbers';
import type { Cell, Store } from './store/open-store';
import { simulated } from './store/schema';

/** How the log is written. */
export const logFormats = ['jsonl', 'csv'] as const;

/** Which decisions are written. */
export interface ExportOptions {
	readonly format: (typeof logFormats)[number];
	/** Whether those of simulated users too. */
	readonly simulated: boolean;
}

/** How many are read at once. A reader that stays keeps the log before the database from ending. */
const pageSize = 100;

interface Row {
	readonly key: number;
	readonly id: Uint8Array;
	readonly user: string;
	readonly policy: Decision['policy'];
	readonly version: string;
	readonly made_at: number;
	readonly hour: number;
	readonly weekend: number;
	readonly tips: string;
	readonly numbers: Uint8Array;
	readonly chosen: number;
	readonly reward: number | null;
}

const read = `SELECT d.key, d.id, u.id AS user, policy, version, made_at, hour, weekend, tips, numbers, chosen, reward
	FROM decisions d JOIN users u ON u.key = d.user LEFT JOIN rewards r ON r.decision = d.key`;

/** A page of one user's decisions. */
export interface DecisionPage {
	/** The newest first. */
	readonly decisions: readonly Decision[];
	/** Where older ones go on; `null` where there are none. */
	readonly before: number | null;
}

/** @param before where the page before said that it goes on */
export function decisionsOf(store: Store, user: string, limit: number, before?: number): DecisionPage {
	const older: Cell = before ?? Number.MAX_SAFE_INTEGER;
	const where = 'WHERE d.user = (SELECT key FROM users WHERE id = ?) AND d.key < ? ORDER BY d.key DESC LIMIT ?';
	const rows = store.all<Row>(`${read} ${where}`, user, older, limit + 1);
	const shown = rows.slice(0, limit);
	return { decisions: shown.map(decisionIn), before: rows.length > limit ? (shown.at(-1)?.key ?? null) : null };
}

/** The whole log, the oldest first, piece by piece. Nothing is kept in memory, and others work in between. */
export async function* exportDecisions(
	store: Store,
	{ format, simulated: also }: ExportOptions,
): AsyncGenerator<string> {
	if (format === 'csv') yield stringify([[...decisionColumns]]);
	const where = `WHERE d.key > ? ${also ? '' : `AND NOT (u.id >= '${simulated}' AND u.id < '${simulated}\u{10ffff}')`}`;
	for (let after = 0; ; ) {
		const rows = store.all<Row>(`${read} ${where} ORDER BY d.key LIMIT ${pageSize}`, after);
		const last = rows.at(-1);
		if (last === undefined) return;
		after = last.key;
		const decisions = rows.map(decisionIn);
		yield format === 'csv' ? stringify(decisions.map(decisionCells)) : decisions.map(asLine).join('');
		await nextTurn();
	}
}

function asLine(decision: Decision): string {
	return `${JSON.stringify(decision)}\n`;
}

function decisionIn(row: Row): Decision {
	const tips = (JSON.parse(row.tips) as [string, string][]).map(([id, kind]) => ({ id, kind }));
	const { contexts, propensities } = unpackNumbers(row.numbers, tips.length);
	return {
		...{ id: idText(row.id), user: row.user, at: new Date(row.made_at).toISOString() },
		...{ policy: row.policy, version: row.version, moment: { hour: row.hour, weekend: row.weekend === 1 } },
		...{ tips, contexts: contexts.map((each) => [...each]), chosen: row.chosen },
		...{ propensity: propensities[row.chosen] as number, propensities: [...propensities], reward: row.reward },
	};
}
