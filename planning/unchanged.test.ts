import { hostname } from 'node:os';
import { createTemporaryCatalog, type TemporaryCatalog } from '../catalog/test-support/temporary-catalog';
import type { BlockPlan } from '../domain/bench/cell';
import { checkPlanned, dataPlace, plannedScenarios } from './unchanged';

let planner: TemporaryCatalog;
let other: TemporaryCatalog;
beforeEach(async () => {
	[planner, other] = await Promise.all([createTemporaryCatalog(), createTemporaryCatalog()]);
});
afterEach(() => Promise.all([planner.remove(), other.remove()]));

async function planned(): Promise<Pick<BlockPlan, 'prompts' | 'scenarios' | 'planned_by'>> {
	const { catalog } = planner;
	const names = await catalog.promptNames();
	const prompts = await Promise.all(names.map((name) => catalog.prompt(name)));
	const { count, hash } = await catalog.scenarioSet(0);
	return {
		prompts: prompts.map(({ name, hash: of }) => ({ name, hash: of })),
		scenarios: { count, hash },
		planned_by: await dataPlace(catalog),
	};
}

test('equal files in another folder are welcome', async () => {
	await expect(checkPlanned(other.catalog, await planned())).resolves.toBeUndefined();
});

test('a worker with other files says so, naming both places and all that differs', async () => {
	const plan = await planned();
	const [prompt] = plan.prompts;
	await other.put(`prompts/${prompt?.name}.md`, 'Something else: {{tasks}} {{n_tips}}');
	await other.put('scenarios/more.jsonl', '');
	const failure = await checkPlanned(other.catalog, plan).catch((error: unknown) => error);
	expect(failure).toMatchObject({ code: 'PromptChanged', final: true });
	const { message } = failure as Error;
	expect(message).toContain(prompt?.name);
	expect(message).toContain(`${hostname()}:${planner.root}`);
	expect(message).toContain(`${hostname()}:${other.root}`);
});

test('a file that is missing there is another one too', async () => {
	await planner.put('prompts/only-here.md', 'For {{persona}}: {{tasks}}. {{n_tips}}');
	await expect(checkPlanned(other.catalog, await planned())).rejects.toThrow(/only-here/);
});

test('files that were edited in their place fail only their own cells', async () => {
	const plan = await planned();
	await planner.put(`prompts/${plan.prompts[0]?.name}.md`, 'Something else: {{tasks}} {{n_tips}}');
	await expect(checkPlanned(planner.catalog, plan)).resolves.toBeUndefined();
	// As a container sees it that has the same folder mounted under another name.
	const elsewhere = { place: 'container:/app', folder: plan.planned_by?.folder ?? null };
	if (elsewhere.folder !== null) {
		await expect(checkPlanned(planner.catalog, { ...plan, planned_by: elsewhere })).resolves.toBeUndefined();
	}
});

test('a plan of an earlier version says nothing, and is taken as it is', async () => {
	const { planned_by: _nobody, ...plan } = await planned();
	await other.put(`prompts/${plan.prompts[0]?.name}.md`, 'Something else: {{tasks}} {{n_tips}}');
	await expect(checkPlanned(other.catalog, plan)).resolves.toBeUndefined();
});

test('the scenarios have to be the planned ones', async () => {
	const { scenarios } = await planned();
	expect(await plannedScenarios(other.catalog, scenarios)).toHaveLength(scenarios.count);
	await expect(plannedScenarios(other.catalog, { ...scenarios, hash: 'x' })).rejects.toThrow(
		/has changed since this bench/,
	);
});
