import { z } from '@hono/zod-openapi';
import type { KeptRow } from '../kept/kept-row';
import type { KeptRuns } from '../kept/kept-runs';
import { runStates, stateOf } from '../kept/run-state';

/** A row of the leaderboard. */
export interface RowName {
	readonly model: string;
	readonly prompt: string;
}

const rowNameSchema = z.object({ model: z.string(), prompt: z.string() });

const sideSchema = z.object({
	composite: z.number().nullable().describe('mean over its judged repeats'),
	runs: z.array(
		z.object({
			run_id: z.string(),
			repeat: z.int(),
			state: z.enum(runStates),
			composite: z.number().nullable(),
			candidates: z.array(z.string()).nullable().describe('null where they cannot be read'),
		}),
	),
});

/** Two rows, scenario by scenario. */
export const comparisonSchema = z
	.object({
		experiment: z.string(),
		a: rowNameSchema,
		b: rowNameSchema,
		scenarios: z.int().describe('of either'),
		both: z.int().describe('scenarios with a score of both'),
		mean_difference: z.number().nullable().describe('a less b, over those'),
		next: z.int().nullable().describe('`from` of the next page'),
		items: z.array(
			z.object({
				scenario: z.string(),
				difference: z.number().nullable().describe('a less b'),
				a: sideSchema,
				b: sideSchema,
			}),
		),
	})
	.openapi('Comparison');

/** In which order scenarios come. */
export const comparisonOrders = ['best', 'worst', 'furthest'] as const;

/** One scenario of two rows. */
export interface ComparedScenario {
	readonly scenario: string;
	readonly difference: number | null;
	readonly a: Side;
	readonly b: Side;
}

interface Side {
	readonly composite: number | null;
	readonly rows: readonly KeptRow[];
}

/** How two rows are, scenario by scenario: those that lack a score of one come last. */
export function comparedScenarios(
	{ cells, packer }: KeptRuns,
	a: RowName,
	b: RowName,
	order: (typeof comparisonOrders)[number],
): ComparedScenario[] {
	const sideOf = (rows: readonly KeptRow[]): Side => {
		const scores = rows.flatMap((row) =>
			stateOf(row) === 'judged' || row.by_rule ? (packer.valueOf(row, 'composite') ?? []) : [],
		);
		return { composite: meanOf(scores), rows };
	};
	const [ofA, ofB] = [byScenario(cells, a), byScenario(cells, b)];
	const scenarios = [...new Set([...ofA.keys(), ...ofB.keys()])];
	const all = scenarios.map((scenario): ComparedScenario => {
		const [one, other] = [sideOf(ofA.get(scenario) ?? []), sideOf(ofB.get(scenario) ?? [])];
		const hasBoth = one.composite !== null && other.composite !== null;
		return { scenario, difference: hasBoth ? rounded(one.composite - other.composite) : null, a: one, b: other };
	});
	const rank = ({ difference }: ComparedScenario) => {
		if (difference === null) return Number.POSITIVE_INFINITY;
		return order === 'worst' ? difference : order === 'best' ? -difference : -Math.abs(difference);
	};
	return all.sort((one, other) => {
		const [first, second] = [rank(one), rank(other)];
		return first === second ? (one.scenario < other.scenario ? -1 : 1) : first - second;
	});
}

export function meanDifference(all: readonly ComparedScenario[]): number | null {
	const mean = meanOf(all.flatMap(({ difference }) => difference ?? []));
	return mean === null ? null : rounded(mean);
}

function byScenario(cells: readonly KeptRow[], { model, prompt }: RowName): Map<string, KeptRow[]> {
	const found = new Map<string, KeptRow[]>();
	for (const row of cells) {
		if (row.model !== model || row.prompt !== prompt) continue;
		const there = found.get(row.scenario);
		if (there === undefined) found.set(row.scenario, [row]);
		else there.push(row);
	}
	return found;
}

function meanOf(values: readonly number[]): number | null {
	return values.length === 0 ? null : values.reduce((sum, each) => sum + each, 0) / values.length;
}

function rounded(value: number): number {
	return Math.round(value * 1e6) / 1e6;
}
