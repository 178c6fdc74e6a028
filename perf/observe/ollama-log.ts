import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Ollama starts a process for each load of a model, and logs that once, also where the load then fails. */
const loadLine = /msg="starting runner"/g;

/** Counts the loads that Ollama logs from now on. */
export function countLoadsFromHere(logFile: string): () => number {
	const from = statSync(logFile).size;
	return () => readFrom(logFile, from).match(loadLine)?.length ?? 0;
}

function readFrom(file: string, from: number): string {
	const bytes = Buffer.alloc(Math.max(0, statSync(file).size - from));
	const descriptor = openSync(file, 'r');
	try {
		readSync(descriptor, bytes, 0, bytes.length, from);
	} finally {
		closeSync(descriptor);
	}
	return bytes.toString('utf8');
}
