import { generateCell } from '../activities/generate-cell';
import { createCatalog } from '../catalog/catalog';
import type { PlannedModel } from '../domain/bench/cell';
import { createModel } from '../local/ollama-models';
import { projectRoot } from '../machine/folders';
import { closeOllama, createOllama, type Ollama } from '../ollama/client';
import { generate } from '../ollama/generate';
import { listModels } from '../ollama/models';
import { keepAliveSeconds, makeResident } from '../ollama/residency';
import { loadModel, unloadModel, unloadOne, unloadOthers } from '../ollama/resident';
import { type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { babbler, testStack, tinyModels } from '../testbed/stack';
import { tinyModelFile } from '../testbed/tiny-model';
import { residentNames } from '../testbed/watch-resident';

const never = new AbortController().signal;
const retagged = 'tiny-retagged:latest';

let proxy: OllamaProxy;
let ollama: Ollama;

beforeAll(async () => {
	proxy = await startOllamaProxy({ target: testStack().ollama });
	ollama = createOllama(proxy.url);
	// Of the tests before this one.
	await unloadOthers(ollama, null);
});

afterAll(async () => {
	await unloadOthers(ollama, null);
	await closeOllama(ollama);
	await proxy.close();
});

async function planned(name: string): Promise<PlannedModel> {
	const digest = (await listModels(ollama)).find((each) => each.name === name)?.digest ?? '';
	return { name, digest, parameters: 1, think: null };
}

const loads = () => proxy.requests.filter(({ kind }) => kind === 'load').length;

const tag = (seed: number) =>
	createModel(proxy.url, { name: retagged, content: tinyModelFile(seed) }, { say: () => {} });

/** What a person does by hand. */
const load = (model: string, num_ctx: number) => loadModel(ollama, { model, num_ctx, keepAliveSeconds: 60 });

test('what else is in memory goes, and is named; the same again does nothing', async () => {
	await load(tinyModels[1], 512);
	const model = await planned(tinyModels[0]);
	const first = await makeResident(ollama, model, 512, never);
	expect(first).toMatchObject({ resident: { name: tinyModels[0], context_length: 512 }, evicted: [tinyModels[1]] });
	expect(await residentNames(proxy.url)).toEqual([tinyModels[0]]);
	const before = loads();
	expect(await makeResident(ollama, model, 512, never)).toMatchObject({ evicted: [] });
	expect(loads()).toBe(before);
});

test('a model that is there with another context is loaded again, alone', async () => {
	await load(tinyModels[0], 256);
	const { resident } = await makeResident(ollama, await planned(tinyModels[0]), 512, never);
	expect(resident.context_length).toBe(512);
	expect(await residentNames(proxy.url)).toEqual([tinyModels[0]]);
});

test('a model that was trained for less than the asked context is not loaded again for every cell', async () => {
	const model = await planned(tinyModels[0]);
	const { resident } = await makeResident(ollama, model, 8192, never);
	expect(resident.context_length).toBe(4096);
	const before = loads();
	await makeResident(ollama, model, 8192, never);
	expect(loads()).toBe(before);
});

test('one model is unloaded without touching a person’s', async () => {
	const model = await planned(tinyModels[0]);
	await makeResident(ollama, model, 512, never);
	await load(tinyModels[1], 512);
	await unloadOne(ollama, model.digest);
	expect(await residentNames(proxy.url)).toEqual([tinyModels[1]]);
	await unloadOne(ollama, model.digest);
	expect(await residentNames(proxy.url)).toEqual([tinyModels[1]]);
});

test('a tag that names other weights than planned is ModelChanged, not another answer', async () => {
	await tag(31);
	const model = await planned(retagged);
	await makeResident(ollama, model, 512, never);
	// The planned weights are in memory, but Ollama, which is asked by name, would bring in the new ones beside them.
	await tag(32);
	const catalog = createCatalog(projectRoot());
	const [prompt, { scenarios }] = [await catalog.prompt('v1'), await catalog.scenarioSet(1)];
	const scenario = scenarios[0] ?? { name: '', hash: '' };
	const cell = { key: 'k', model, prompt, scenario, repeat: 0, seed: 1 };
	const settings = { n_tips: 5, temperature: 0, num_ctx: 512, num_predict: 4, seed: 0 };
	const asked = generateCell(catalog, ollama, { ollama_url: proxy.url, cell, settings }, never);
	await expect(asked).rejects.toMatchObject({ code: 'ModelChanged' });

	// Ollama unloads by name too: each of the two only while the tag names it.
	await unloadModel(ollama, retagged);
	await tag(31);
	await unloadOthers(ollama, null);
	await tag(32);
	const before = loads();
	await expect(makeResident(ollama, model, 512, never)).rejects.toMatchObject({ code: 'ModelChanged' });
	expect(loads()).toBe(before);
});

test.each([
	['a prompt that does not fit', 600, 4, { text: '', output_tokens: null }],
	['an answer that reaches the end of the context', 230, 400, { done_reason: 'length' }],
])('%s is invalid, and nothing of it is cut unseen', async (_case, length, num_predict, seen) => {
	const model = await planned(babbler);
	const { resident } = await makeResident(ollama, model, 256, never);
	const options = { temperature: 0, num_ctx: 256, num_predict, seed: 1 };
	const prompt = 'a'.repeat(length);
	const asked = { model: babbler, prompt, stop: [], options, think: null, keepAliveSeconds, resident, signal: never };
	expect(await generate(ollama, asked)).toMatchObject({ invalid: 'context-cut', ...seen });
});
