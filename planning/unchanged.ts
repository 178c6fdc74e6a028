import type { Catalog } from '../catalog/catalog';
import type { BlockPlan, NamedHash } from '../domain/bench/cell';
import { TipBenchError } from '../domain/errors';

/**
 * The worker reads prompts, scenarios and rubrics itself, since history carries only their hashes: they must still be
 * the planned ones.
 * @throws TipBenchError PromptChanged
 */
export function unchanged<T extends NamedHash>(planned: NamedHash, found: T): T {
	if (found.hash === planned.hash) return found;
	throw new TipBenchError(
		'PromptChanged',
		`${planned.name} has changed since this bench was planned; put the file back, or start the bench again`,
	);
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
	throw new TipBenchError(
		'PromptChanged',
		'the scenarios have changed since this bench was planned; put the files back, or start the bench again',
	);
}
