import type { PersonaWork, SimPlan } from '../contracts/sim';

/** Seeds that a worker is given at a time, with each policy that lacks them. */
export interface SeedRange {
	readonly from: number;
	readonly seeds: number;
}

/** However small batches are asked for, one persona has no more of them: a history holds them all. */
const mostOfOnePersona = 1_000;

/** A persona's episodes in batches of about the asked size. */
export function batchesOf(
	{ from, pairs }: PersonaWork,
	{ seeds, batch }: Pick<SimPlan, 'seeds' | 'batch'>,
): SeedRange[] {
	const least = Math.ceil((seeds - from) / mostOfOnePersona);
	const aBatch = Math.max(1, least, Math.floor(batch / pairs.length));
	const ranges: SeedRange[] = [];
	for (let at = from; at < seeds; at += aBatch) ranges.push({ from: at, seeds: Math.min(aBatch, seeds - at) });
	return ranges;
}
