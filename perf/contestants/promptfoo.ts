import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createCatalog } from '../../catalog/catalog';
import { type Fields, fieldText } from '../../domain/bench/scenario';
import { projectRoot } from '../../machine/folders';
import { installFromNpm, loopbackOnly } from '../peers/peer';
import { comparedCells } from '../settings';
import { type Program, startProgram } from '../stage/program';
import type { PerfStage } from '../stage/stage';
import type { Contestant, Enter } from './contestant';

const version = '0.121.20';

const resultsSchema = z.object({ results: z.object({ stats: z.object({ successes: z.int(), errors: z.int() }) }) });

/** promptfoo, one call at a time, with our templates and scenarios as its prompts and tests. */
export const enterPromptfoo: Enter = async (stage, cells) => {
	const config = join(stage.folder, 'promptfooconfig.json');
	writeFileSync(config, JSON.stringify(await configOf()));
	const output = join(stage.folder, 'promptfoo-results.json');
	const { run: start } = await promptfooProgram(stage, { name: 'promptfoo', config, output });
	return {
		name: 'promptfoo',
		title: `promptfoo ${version}, one at a time`,
		remarks: ['cannot give each cell a seed of its own'],
		run: async ({ memoryOf }) => {
			const startedAt = Date.now();
			const program = await start();
			memoryOf(program.pid);
			await program.ended;
			const wallMs = Date.now() - startedAt;
			expectWhole(output, cells.length, program.printed());
			return { wallMs };
		},
	} satisfies Contestant;
};

/** Installs promptfoo, and says how it evaluates a config, one call at a time, writing its results into a file. */
export async function promptfooProgram(
	stage: PerfStage,
	{ name, config, output }: { readonly name: string; readonly config: string; readonly output: string },
): Promise<{ readonly version: string; run(): Promise<Program> }> {
	const options = { cacheDir: stage.cacheDir, env: process.env, say: stage.say, signal: stage.signal };
	const folder = await installFromNpm('promptfoo', version, options);
	const args = ['eval', '--config', config, '--max-concurrency', '1', '--no-cache', '--no-share', '--no-table'];
	const command = [join(folder, 'node_modules', 'promptfoo', 'dist', 'src', 'entrypoint.js'), ...args];
	const run = () =>
		startProgram({
			name,
			command: process.execPath,
			args: [...command, '--no-progress-bar', '--output', output],
			env: { ...process.env, ...quiet, OLLAMA_BASE_URL: stage.proxy.url, PROMPTFOO_CONFIG_DIR: stage.folder },
			folder: stage.folder,
		});
	return { version, run };
}

const quiet = {
	...loopbackOnly,
	PROMPTFOO_DISABLE_TELEMETRY: '1',
	PROMPTFOO_DISABLE_UPDATE: '1',
	PROMPTFOO_DISABLE_SHARING: '1',
	PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
	PROMPTFOO_DISABLE_RUNTIME_WARNINGS: '1',
	PROMPTFOO_CACHE_ENABLED: 'false',
};

/** The grid as a person would write it: two prompts, a test a scenario, a provider a model. */
async function configOf(): Promise<object> {
	const catalog = createCatalog(projectRoot());
	const { models, prompts, n_scenarios, temperature, num_ctx, num_predict, seed } = comparedCells;
	const templates = await Promise.all(prompts.map((name) => catalog.prompt(name)));
	const scenarios = (await catalog.scenarios()).slice(0, n_scenarios);
	return {
		prompts: templates.map(({ name, template }) => ({ raw: template, label: name })),
		providers: models.map((model) => ({
			id: `ollama:completion:${model}`,
			config: { temperature, num_ctx, num_predict, seed },
		})),
		tests: scenarios.map(({ fields }) => ({ vars: { ...textsOf(fields), n_tips: defaultTips } })),
	};
}

/** A list would become a test an item. */
function textsOf(fields: Fields): Record<string, string> {
	return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fieldText(value)]));
}

/** As many as a bench asks for that is not told otherwise. */
const defaultTips = 5;

/** @throws Error where not all of its tests have come to a good end */
export function expectWhole(output: string, cells: number, printed: string): void {
	const { stats } = resultsSchema.parse(JSON.parse(readFileSync(output, 'utf8'))).results;
	if (stats.successes !== cells) {
		throw new Error(
			`promptfoo brought ${stats.successes} of ${cells} to a good end (${stats.errors} errors):\n${printed.slice(-2000)}`,
		);
	}
}
