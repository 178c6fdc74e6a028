import { addAbortListener } from 'node:events';
import type { Command } from 'commander';
import { readEnvironment } from '../../machine/environment';
import { asEnvironment } from '../../places/addresses';
import { answerHealth } from '../../worker/health';
import { quietRuntime } from '../../worker/runtime';
import { type RunningWorkers, startWorkers } from '../../worker/workers';
import { notesOfEnvironment } from '../environment-notes';
import { here } from '../here';
import { onInterrupt } from '../interrupt';
import { addLogFlags, type LogFlags, openLog } from '../log-flags';

/** `tip-bench worker`: run the workers in the foreground. */
export function addWorker(program: Command): void {
	addLogFlags(program.command('worker'))
		.description('run the workers of the queues in TIP_BENCH_QUEUES (bench,gpu,sim) in the foreground')
		.option('--health-socket <path>', 'answer there how this worker is: `healthy`, or what it lacks')
		.addHelpText(
			'after',
			'\nExamples:\n  ./tip-bench worker\n  TIP_BENCH_QUEUES=bench ./tip-bench worker\n  ./tip-bench worker --log json --log-level debug 2> worker.log',
		)
		.action(async ({ healthSocket, ...flags }: LogFlags & { healthSocket?: string }) => {
			const log = openLog(flags);
			quietRuntime(log);
			for (const note of notesOfEnvironment(process.env)) log.warn(note);
			const addresses = here().addresses();
			const environment = readEnvironment(asEnvironment(process.env, addresses), addresses);
			const signal = onInterrupt();
			const workers = await startWorkers(environment, { log });
			if (healthSocket !== undefined) await answerHealth(healthSocket, workers.findFault);
			log.info(`worker at ${environment.temporalAddress} ${roleOf(workers)}; Ctrl-C ends it`);
			addAbortListener(signal, () => {
				log.info('worker stops; running activities may end …');
				workers.stop().catch(() => undefined);
			});
			await workers.ended;
		});
}

function roleOf({ served, awaited }: RunningWorkers): string {
	const serves = `serves ${served().join(', ') || 'nothing yet'}`;
	return awaited().length === 0 ? serves : `${serves}, stands by for ${awaited().join(', ')}`;
}
