import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeActivePrompts } from '../catalog/active-prompt-file';
import { createTemporaryCatalog, failureOf, type TemporaryCatalog } from '../catalog/test-support/temporary-catalog';
import { promoted } from '../domain/optimize/active-prompt';
import { createClients } from './clients';
import type { PlanSources } from './plan-bench';
import { planOptimize } from './plan-optimize';

let temporary: TemporaryCatalog;
let sources: PlanSources;

beforeEach(async () => {
	temporary = await createTemporaryCatalog();
	await temporary.put('prompts/v2.md', 'Write {{n_tips}} good tips.\n');
	const env = { TIP_BENCH_STATE: mkdtempSync(join(tmpdir(), 'state-')) };
	sources = { catalog: temporary.catalog, clients: createClients({}), env, exportDir: temporary.root };
});
afterEach(() => temporary.remove());

const at = Date.UTC(2026, 10, 27, 23);
const plan = (input: object) => planOptimize(sources, { models: 'a:1b', ...input }, { at, isWorker: true });
const faultsOf = async (input: object) => (await failureOf(plan(input))).message;

/** Makes a prompt version active, as one that has beaten another. */
async function activate(prompt: string): Promise<void> {
	const { hash } = await temporary.catalog.prompt(prompt);
	const evidence = { workflow: 'w', experiment: 'e', model: 'm', baseline: 'v0', gate_run: 'g', reasons: [] };
	const wish = { prompt, hash, at: '2026-11-01T00:00:00.000Z', evidence };
	await changeActivePrompts(
		sources.env,
		(prompts) => promoted(prompts, wish).prompts,
		() => undefined,
	);
}

test('the active prompt is the baseline, and all others are candidates', async () => {
	await activate('v2');
	const found = await plan({ dated: 'yes' });
	expect(found).toMatchObject({
		...{ experiment: 'prompt-ab/v2-vs-v1-2026-11-27', model: 'a:1b', baseline: { name: 'v2' } },
		candidates: [{ name: 'v1', hash: (await temporary.catalog.prompt('v1')).hash }],
		bench: { prompts: ['v2', 'v1'], gate: { candidate: { model: 'a:1b', prompt: 'v1' } } },
	});
	expect(found.notes).toEqual([expect.stringContaining('active is v2, since 2026-11-01')]);
});

test('an active prompt whose file has changed is refused', async () => {
	await activate('v2');
	await temporary.put('prompts/v2.md', 'Write {{n_tips}} better tips.\n');
	expect(await faultsOf({})).toContain('baseline: active is v2, and its file has changed since it won');
});

test.each<[object, string]>([
	[{}, 'baseline: no prompt is active yet: promote one'],
	[{ baseline: 'v9' }, 'baseline: No prompt version is named "v9"'],
	[{ baseline: 'v1', candidates: 'v1,v2' }, 'candidates: v1 is the baseline'],
	[{ baseline: 'v1', candidates: 'v7,v8' }, 'candidates: No prompt version is named "v8"'],
	[{ baseline: 'v1', candidates: 'active' }, 'candidates: no prompt is active yet'],
])('%j is refused', async (input, words) => {
	expect(await faultsOf(input)).toContain(words);
});

test('what nothing can be compared with, or what is the same text, is refused', async () => {
	await temporary.put('prompts/v2.md', 'Write {{n_tips}} tips.\n');
	expect(await faultsOf({ baseline: 'v1' })).toContain('candidates: v2 has the same text as v1');
	await temporary.put('prompts/active.md', 'x');
	await activate('v1');
	expect(await faultsOf({})).toContain('prompts/active.md: active means the prompt version that was promoted');
});
