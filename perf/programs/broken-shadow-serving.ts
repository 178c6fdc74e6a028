import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onInterrupt } from '../../cli/interrupt';
import { createLog } from '../../machine/log';
import { startServing } from '../../serving/serve';

// `broken-shadow-serving hang|die`: serves policies with a thread of shadows that stands in for one that is broken.

const ways: Readonly<Record<string, string>> = {
	hang: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
	die: 'process.exit(3)',
};

async function main(way: string): Promise<void> {
	const program = join(mkdtempSync(join(tmpdir(), 'tip-bench-perf-')), 'thread-stand-in.js');
	writeFileSync(program, `require('node:worker_threads').parentPort.on('message', () => { ${ways[way]} });`);
	const log = createLog({ format: 'json', level: 'info', write: (line) => process.stderr.write(`${line}\n`) });
	const server = await startServing({ env: process.env, log, host: '127.0.0.1', port: 0, shadowProgram: program });
	process.stderr.write(`policies are served at ${server.url}; Ctrl-C ends it\n`);
	onInterrupt().addEventListener('abort', () => void server.stop().then(() => process.exit(0)));
}

void main(process.argv[2] ?? 'hang');
