import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startProgram, untilEnded } from '../stage/program';
import type { PerfStage } from '../stage/stage';
import type { CellRequest, Contestant, Enter } from './contestant';

const printedSchema = z.object({ startedAt: z.number(), endedAt: z.number() });

/** A bare loop, model by model: nothing is recorded, nothing survives it. */
export const enterBareLoop: Enter = async (stage, cells) =>
	loop(stage, {
		name: 'bare',
		title: 'bare loop, grouped by model',
		remarks: ['records nothing'],
		requests: cells.map((cell) => ({ ...cell, keep_alive: 600 })),
	});

/** What the former harness did: cell by cell, all models for one prompt and scenario, each unloaded after its call. */
export const enterUnloadingLoop: Enter = async (stage, cells) =>
	loop(stage, {
		name: 'unloading',
		title: 'loop that unloads after each call',
		remarks: ['order: prompt × scenario × model, as the former harness; records nothing'],
		requests: interleaved(cells).map((cell) => ({ ...cell, keep_alive: 0 })),
	});

/** One request after another, by a program of its own. */
interface Loop extends Pick<Contestant, 'name' | 'title' | 'remarks'> {
	readonly requests: readonly object[];
	/** Below Ollama's address: `/api/generate` unless told. */
	readonly path?: string;
}

/** A contestant that sends these requests. */
export function loop(stage: PerfStage, { requests, path = '/api/generate', ...described }: Loop): Contestant {
	const file = join(stage.folder, `${described.name}.json`);
	writeFileSync(file, JSON.stringify({ ollama: stage.proxy.url, path, requests }));
	return {
		...described,
		run: async ({ memoryOf }) => {
			const program = await startProgram({
				name: described.name,
				command: process.execPath,
				args: [join(__dirname, '..', 'programs', 'bare-loop.js'), file],
				env: process.env,
				folder: stage.folder,
			});
			memoryOf(program.pid);
			await untilEnded(program, described.title);
			// From its first call: a loop needs no start worth the name.
			const { startedAt, endedAt } = printedSchema.parse(JSON.parse(program.printed()));
			return { wallMs: endedAt - startedAt };
		},
	};
}

/** The cells of all models in turns, each model's own order kept. */
function interleaved(cells: readonly CellRequest[]): CellRequest[] {
	const models = [...new Set(cells.map(({ model }) => model))];
	const blocks = models.map((model) => cells.filter((cell) => cell.model === model));
	const longest = Math.max(0, ...blocks.map((block) => block.length));
	return Array.from({ length: longest }, (_, at) => blocks.flatMap((block) => block[at] ?? [])).flat();
}
