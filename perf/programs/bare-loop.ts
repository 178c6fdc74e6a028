import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { askForAnswer } from '../observe/ask';

// Asks an Ollama for one answer after another, as simply as that can be done. Its argument is a JSON file with the
// address and the bodies of the requests; it prints when it began and when it had the last answer.

const inputSchema = z.object({ ollama: z.string(), path: z.string(), requests: z.array(z.looseObject({})) });

async function run(file: string): Promise<void> {
	const { ollama, path, requests } = inputSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
	const startedAt = Date.now();
	for (const asked of requests) await askForAnswer(ollama, { ...asked, stream: false }, path);
	process.stdout.write(JSON.stringify({ startedAt, endedAt: Date.now() }));
}

run(process.argv[2] ?? '').catch((error: unknown) => {
	process.stderr.write(`${String(error)}\n`);
	process.exitCode = 1;
});
