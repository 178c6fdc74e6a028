import { hostname } from 'node:os';
import type { Catalog } from '../catalog/catalog';
import { folderStamp } from '../catalog/data-stamp';
import type { BlockPlan, DataPlace, NamedHash } from '../domain/bench/cell';
import { TipBenchError } from '../domain/errors';

/** Where this process has its data files. It goes into plans, so that others can tell whether they have the same. */
export async function dataPlace({ root }: Catalog): Promise<DataPlace> {
	return { place: placeOf(root), folder: await folderStamp(root) };
}

/**
 * The worker reads prompts, scenarios and rubrics itself, since history carries only their hashes: they must still be
 * the planned ones.
 * @throws TipBenchError PromptChanged
 */
export function unchanged<T extends NamedHash>(planned: NamedHash, found: T, { root }: Catalog): T {
	if (found.hash === planned.hash) return found;
	throw changed(planned.name, root);
}

/**
 * The scenarios of a bench, as they were when it was planned.
 * @throws TipBenchError PromptChanged, DataFileInvalid
 */
export async function plannedScenarios(
	catalog: Catalog,
	planned: BlockPlan['scenarios'],
): Promise<readonly NamedHash[]> {
	const found = await catalog.scenarioSet(planned.count);
	if (found.hash === planned.hash) return found.scenarios;
	throw changed('the set of scenarios', catalog.root);
}

/**
 * Sees that a worker whose data files lie elsewhere than the planner's has the same ones: with others it would fail a
 * block cell by cell. Files that were edited in their place fail only the cells that they are about.
 * @throws TipBenchError PromptChanged that names both places
 */
export async function checkPlanned(
	catalog: Catalog,
	{ prompts, scenarios, planned_by: planner }: Pick<BlockPlan, 'prompts' | 'scenarios' | 'planned_by'>,
): Promise<void> {
	const here = await dataPlace(catalog);
	if (planner === undefined || planner.place === here.place) return;
	if (planner.folder !== null && planner.folder === here.folder) return;
	const looked = [
		...prompts.map((prompt) => ({ ...prompt, find: () => catalog.prompt(prompt.name) })),
		{ name: 'the scenarios', hash: scenarios.hash, find: () => catalog.scenarioSet(scenarios.count) },
	];
	const others: string[] = [];
	for (const { name, hash, find } of looked) {
		if (hash !== (await find().then(({ hash: found }) => found, unlessFinal))) others.push(name);
	}
	if (others.length === 0) return;
	throw new TipBenchError(
		'PromptChanged',
		`${others.join(', ')}: not the same at ${here.place}, where this worker reads, as at ${planner.place}, where the bench was planned; give both workers the same files, or end one of them, then start the bench again`,
	);
}

/** A file that is missing or broken is another one too. */
function unlessFinal(error: unknown): string {
	if (error instanceof TipBenchError && error.final) return '';
	throw error;
}

function placeOf(root: string): string {
	return `${hostname()}:${root}`;
}

function changed(what: string, root: string): TipBenchError {
	return new TipBenchError(
		'PromptChanged',
		`${what} has changed since this bench was planned (${placeOf(root)}); put the file back, or start the bench again`,
	);
}
