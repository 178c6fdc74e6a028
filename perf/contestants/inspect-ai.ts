import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installFromPip, loopbackOnly } from '../peers/peer';
import { comparedCells } from '../settings';
import { type Program, startProgram, untilEnded } from '../stage/program';
import type { PerfStage } from '../stage/stage';
import type { CellRequest, Contestant, Enter } from './contestant';

const version = '0.3.285';

/** Inspect AI, one call at a time, through its own provider for Ollama, which speaks OpenAI's dialect. */
export const enterInspect: Enter = async (stage, cells) => {
	const task = 'inspect_task.py';
	writeFileSync(join(stage.folder, task), taskText);
	writeFileSync(join(stage.folder, 'inspect-samples.json'), JSON.stringify(samplesOf(cells)));
	const { models, temperature, num_predict } = comparedCells;
	const logs = join(stage.folder, 'inspect-logs');
	const oneAtATime = ['--max-connections', '1', '--max-tasks', '1', '--max-samples', '1'];
	const settings = ['--temperature', `${temperature}`, '--max-tokens', `${num_predict}`];
	const model = models.map((name) => `ollama/${name}`).join(',');
	const args = ['--model', model, ...oneAtATime, ...settings, '--no-score', '--log-dir', logs];
	const { run: start } = await inspectProgram(stage, { name: 'inspect', task, args });
	return {
		name: 'inspect',
		title: `Inspect AI ${version}, one at a time`,
		remarks: ['cannot pass num_ctx to Ollama, whose default of 4096 it shares'],
		run: async ({ memoryOf }) => {
			rmSync(logs, { recursive: true, force: true });
			const startedAt = Date.now();
			const program = await start();
			memoryOf(program.pid);
			await untilEnded(program, 'Inspect AI');
			return { wallMs: Date.now() - startedAt };
		},
	} satisfies Contestant;
};

/** Installs Inspect, and says how it evaluates a task's file in the stage's folder. */
export async function inspectProgram(
	stage: PerfStage,
	{ name, task, args }: { readonly name: string; readonly task: string; readonly args: readonly string[] },
): Promise<{ readonly version: string; run(): Promise<Program> }> {
	const options = { cacheDir: stage.cacheDir, env: process.env, say: stage.say, signal: stage.signal };
	const folder = await installFromPip([`inspect-ai==${version}`, 'openai==3.52.0'], options);
	const run = () =>
		startProgram({
			name,
			command: join(folder, 'bin', 'python'),
			args: ['-m', 'inspect_ai', 'eval', task, '--display', 'none', '--no-fail-on-error', ...args],
			env: { ...process.env, ...loopbackOnly, OLLAMA_BASE_URL: `${stage.proxy.url}/v1` },
			folder: stage.folder,
		});
	return { version, run };
}

/** One sample a prompt, with the seed of each model's cell. */
function samplesOf(cells: readonly CellRequest[]): object[] {
	const prompts = [...new Set(cells.map(({ prompt }) => prompt))];
	return prompts.map((prompt) => {
		const seeds = cells.filter((cell) => cell.prompt === prompt).map(({ model, options }) => [model, options.seed]);
		return { input: prompt, metadata: { seeds: Object.fromEntries(seeds) } };
	});
}

const taskText = `import json, pathlib
from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.solver import Generate, TaskState, solver

SAMPLES = json.loads(pathlib.Path(__file__).with_name("inspect-samples.json").read_text())

@solver
def generate_with_seed():
    async def solve(state: TaskState, generate: Generate) -> TaskState:
        return await generate(state, seed=state.metadata["seeds"][state.model.name])
    return solve

@task
def tips():
    samples = [Sample(input=each["input"], metadata=each["metadata"]) for each in SAMPLES]
    return Task(dataset=MemoryDataset(samples), solver=generate_with_seed())
`;
