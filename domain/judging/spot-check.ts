import type { Draw, DrawReason } from '../bench/recorded-run';
import { sha256Hex } from '../hash';

/** A run that the lazy tier may be asked about beside its auto tier. */
export interface DrawnFrom {
	readonly run_id: string;
	/** Its cell key; of a run that has none its id. */
	readonly key: string;
	/** Its model and prompt version. */
	readonly group: string;
	/** Why it is taken for certain; `null` where chance decides. */
	readonly certain: Exclude<DrawReason, 'chance'> | null;
	/** What was decided before; `null` where nothing was. */
	readonly decided: Draw | null;
}

/** How a draw is done. */
export interface DrawOrder {
	/** Of those that chance decides, 0–1. */
	readonly share: number;
	/** From which difference between two samples a run is taken for certain: more than this. */
	readonly delta: number;
}

/** So many runs at least are drawn by chance, where there are as many and the share is above 0. */
export const fewestByChance = 30;

/** Another order than that of judge files, where one run tells nothing about another. */
const salt = 'spot-check';

/**
 * Decides about the runs of an experiment that no draw has decided about yet. Of those that chance decides the share is
 * taken, evenly from each group, in the order of a hash of the cell key: so the same runs give the same draw. One that was
 * interrupted goes on as it began.
 * @param runs all of the experiment that have both tiers
 * @returns the decisions by run id, for those that had none
 */
export function drawSpotChecks(runs: readonly DrawnFrom[], order: DrawOrder): Map<string, Draw> {
	const undecided = runs.filter(({ decided }) => decided === null);
	if (undecided.length === 0) return new Map();
	const { id, pool } = openDraw(runs, undecided, order) ?? { id: idOf(undecided, order), pool: undecided };
	const inPool = new Set(pool);
	const earlier = runs.filter((run) => !inPool.has(run) && run.decided?.drawn && run.decided.why === 'chance').length;
	const decisions = new Map<string, Draw>();
	for (const { run_id, certain } of undecided) {
		if (certain !== null) decisions.set(run_id, { drawn: true, chance: 1, why: certain, id });
	}
	const groups = groupsOf(pool.filter((run) => reasonOf(run) === null));
	const taken = evenly(
		[...groups.values()].map((group) => group.length),
		howMany([...groups.values()].flat().length, order.share, earlier),
	);
	for (const [at, group] of [...groups.values()].entries()) {
		const count = taken[at] ?? 0;
		for (const [place, { run_id, decided }] of group.entries()) {
			if (decided !== null) continue;
			decisions.set(run_id, { drawn: place < count, chance: count / group.length, why: 'chance', id });
		}
	}
	return decisions;
}

/** A draw that was interrupted: what it has decided and what is left are together what it was begun with. */
function openDraw(runs: readonly DrawnFrom[], undecided: readonly DrawnFrom[], order: DrawOrder) {
	const ids = new Set(runs.flatMap(({ decided }) => decided?.id ?? []));
	for (const id of ids) {
		const pool = [...undecided, ...runs.filter(({ decided }) => decided?.id === id)];
		if (idOf(pool, order) === id) return { id, pool };
	}
	return null;
}

function idOf(pool: readonly DrawnFrom[], { share, delta }: DrawOrder): string {
	return sha256Hex(JSON.stringify([salt, share, delta, pool.map(({ run_id }) => run_id).sort()])).slice(0, 16);
}

function reasonOf({ certain, decided }: DrawnFrom): DrawReason | null {
	if (decided === null) return certain;
	return decided.why === 'chance' ? null : decided.why;
}

/** By group, each in the order of its draw; the groups in an order of their own. */
function groupsOf(runs: readonly DrawnFrom[]): Map<string, DrawnFrom[]> {
	const ordered = runs.map((run) => ({ run, order: sha256Hex(`${salt} ${run.key}`) }));
	ordered.sort((a, b) => (a.order < b.order ? -1 : 1));
	const names = [...new Set(runs.map(({ group }) => group))];
	names.sort((a, b) => (sha256Hex(`${salt} ${a}`) < sha256Hex(`${salt} ${b}`) ? -1 : 1));
	const groups = new Map<string, DrawnFrom[]>(names.map((name) => [name, []]));
	for (const { run } of ordered) groups.get(run.group)?.push(run);
	return groups;
}

function howMany(all: number, share: number, earlier: number): number {
	if (share === 0) return 0;
	// Less a hair, so that 0.1 × 30 is 3.
	return Math.min(all, Math.max(Math.ceil(share * all - 1e-9), fewestByChance - earlier));
}

/** So many in all, of each group the same number as far as it has them; what is left over goes to the first ones. */
function evenly(sizes: readonly number[], count: number): number[] {
	const taken = sizes.map(() => 0);
	let left = count;
	while (left > 0) {
		const open = sizes.flatMap((size, at) => ((taken[at] ?? 0) < size ? [at] : []));
		if (open.length === 0) break;
		const each = Math.max(1, Math.floor(left / open.length));
		for (const at of open) {
			const more = Math.min(each, left, (sizes[at] ?? 0) - (taken[at] ?? 0));
			taken[at] = (taken[at] ?? 0) + more;
			left -= more;
		}
	}
	return taken;
}
