import { join } from 'node:path';
import { request } from 'undici';
import { z } from 'zod';
import { startProgram, untilPrinted } from './program';
import type { PerfStage } from './stage';

/** An Ollama that answers at once, as a process of its own. */
export interface InstantOllama {
	readonly url: string;
	/** The answers that it has given. */
	answers(): Promise<number>;
	stop(): Promise<void>;
}

/** The stand-in's one model. */
export const instantModel = 'instant:latest';

const answersSchema = z.object({ answers: z.int() });

/** Starts the stand-in. */
export async function startInstantOllama(stage: PerfStage): Promise<InstantOllama> {
	const program = await startProgram({
		name: 'instant-ollama',
		command: process.execPath,
		args: [join(__dirname, '..', 'programs', 'instant-ollama-stand-in.js')],
		env: process.env,
		folder: stage.folder,
	});
	stage.cleanups.add(program, ({ stop }) => stop());
	const [, url = ''] = await untilPrinted(program, 'the stand-in', /listening at (\S+)/);
	return {
		url,
		answers: async () => answersSchema.parse(await (await request(`${url}/answers`)).body.json()).answers,
		stop: program.stop,
	};
}
