import { z } from '@hono/zod-openapi';
import type { KeptRuns } from '../kept/kept-runs';
import { runStates, stateOf } from '../kept/run-state';

/** Lists, not objects: the same five names before each of 5,000 cells would be most of the answer. */
const cellSchema = z
	.tuple([z.int(), z.int(), z.int(), z.enum(runStates), z.number().nullable(), z.string()])
	.describe('place of its row, place of its scenario, repeat, state, composite, run id')
	// A list of schemas as `items` is of an older draft than OpenAPI 3.1 takes.
	.openapi({ type: 'array', items: { type: ['string', 'number', 'null'] }, minItems: 6, maxItems: 6 });

/** All cells of an experiment that have a run. */
export const gridSchema = z
	.object({
		experiment: z.string(),
		revision: z.string().describe('another one after each change'),
		rows: z.array(z.object({ model: z.string(), prompt: z.string() })),
		scenarios: z.array(z.string()),
		cells: z.array(cellSchema),
	})
	.openapi('Grid');

type Grid = z.infer<typeof gridSchema>;

/** The cells of (model × prompt version) by scenario, rows and scenarios in the order in which they came first. */
export function gridOf({ cells, packer }: KeptRuns): Pick<Grid, 'rows' | 'scenarios' | 'cells'> {
	const rows = new Map<string, Grid['rows'][number]>();
	const [rowPlaces, scenarioPlaces] = [new Map<string, number>(), new Map<string, number>()];
	const placeIn = (places: Map<string, number>, name: string) => {
		const place = places.get(name) ?? places.size;
		places.set(name, place);
		return place;
	};
	const found = cells.map((row): Grid['cells'][number] => {
		const { model, prompt, scenario, repeat, run_id } = row;
		const name = JSON.stringify([model, prompt]);
		if (!rows.has(name)) rows.set(name, { model, prompt });
		const [at, of] = [placeIn(rowPlaces, name), placeIn(scenarioPlaces, scenario)];
		return [at, of, repeat, stateOf(row), packer.valueOf(row, 'composite'), run_id];
	});
	return { rows: [...rows.values()], scenarios: [...scenarioPlaces.keys()], cells: found };
}
