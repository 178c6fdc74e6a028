import { z } from '@hono/zod-openapi';
import type { KeptRuns } from '../kept/kept-runs';
import { runStates, stateOf } from '../kept/run-state';

/** Lists, not objects: the same five names before each of 5,000 cells would be most of the answer. */
const cellSchema = z
	.tuple([z.int(), z.int(), z.int(), z.enum(runStates), z.number().nullable(), z.string()])
	.describe('place of its row, place of its scenario, repeat, state, composite, run id')
	// A list of schemas as `items` is of an older draft than OpenAPI 3.1 takes.
	.openapi({ type: 'array', items: { type: ['string', 'number', 'null'] }, minItems: 6, maxItems: 6 });

/** All cells of an experiment that have a run, and which are to have one. */
export const gridSchema = z
	.object({
		experiment: z.string(),
		revision: z.string().describe('another one after each change'),
		rows: z.array(z.object({ model: z.string(), prompt: z.string() })),
		scenarios: z.array(z.string()),
		cells: z.array(cellSchema),
		planned: z
			.object({ rows: z.int(), scenarios: z.int(), repeats: z.int() })
			.nullable()
			.describe(
				'with `planned=1`: so many rows and scenarios, the first ones, are of the newest bench, and each of their cells is to have a run; null where its plan is not known',
			),
	})
	.openapi('Grid');

type Grid = z.infer<typeof gridSchema>;

/** The cells that a bench is to fill, in its order. */
export interface PlannedCells {
	readonly rows: Grid['rows'];
	readonly scenarios: readonly string[];
	readonly repeats: number;
}

/**
 * The cells of (model × prompt version) by scenario: first those that are planned, then rows and scenarios in the order in
 * which they came first.
 */
export function gridOf(
	{ cells, packer }: KeptRuns,
	planned: PlannedCells | null,
): Pick<Grid, 'rows' | 'scenarios' | 'cells' | 'planned'> {
	const rows = new Map<string, Grid['rows'][number]>();
	const [rowPlaces, scenarioPlaces] = [new Map<string, number>(), new Map<string, number>()];
	const placeIn = (places: Map<string, number>, name: string) => {
		const place = places.get(name) ?? places.size;
		places.set(name, place);
		return place;
	};
	const placeOfRow = ({ model, prompt }: Grid['rows'][number]) => {
		const name = JSON.stringify([model, prompt]);
		if (!rows.has(name)) rows.set(name, { model, prompt });
		return placeIn(rowPlaces, name);
	};
	for (const row of planned?.rows ?? []) placeOfRow(row);
	for (const scenario of planned?.scenarios ?? []) placeIn(scenarioPlaces, scenario);
	const counts =
		planned === null ? null : { rows: rows.size, scenarios: scenarioPlaces.size, repeats: planned.repeats };
	const found = cells.map((row): Grid['cells'][number] => {
		const { scenario, repeat, run_id } = row;
		const [at, of] = [placeOfRow(row), placeIn(scenarioPlaces, scenario)];
		return [at, of, repeat, stateOf(row), packer.valueOf(row, 'composite'), run_id];
	});
	return { rows: [...rows.values()], scenarios: [...scenarioPlaces.keys()], cells: found, planned: counts };
}
