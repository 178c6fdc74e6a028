import { TipBenchError } from '../domain/errors';
import { isAlive } from '../machine/process-identity';
import { connectFault, isUnanswered } from '../machine/temporal/connection';
import type { WorkerSetting } from './create-workers';
import { dataMarkOf, differences, type WorkerMark } from './identity';
import { type Poller, pollersOf } from './other-pollers';

/** A living worker asks at least once a minute; Temporal remembers one for five. */
const livingMs = 75_000;

/**
 * Refuses to serve queues together with a worker that has other data files, or writes judge files elsewhere: a bench that
 * one plans and another works on would lose its cells, or its judge file. Workers of several machines with equal files,
 * and the same folder seen from several containers, are welcome.
 * @throws TipBenchError WorkersDiffer, TemporalUnavailable
 */
export async function refuseOthers({ connection, environment, mark }: WorkerSetting): Promise<void> {
	const { temporalNamespace, benchQueue, simQueue, gpuQueues } = environment;
	for (const queue of [benchQueue, simQueue, ...gpuQueues]) {
		const pollers = await pollersOf(connection, temporalNamespace, queue).catch((error: unknown) => {
			// One that does not tell this, such as to a key that may do little, is taken as it is.
			if (!isUnanswered(error)) return [];
			const message = `Temporal at ${environment.temporalAddress} ${connectFault(environment.temporal, error).what}`;
			throw new TipBenchError('TemporalUnavailable', message, { cause: error });
		});
		for (const poller of pollers) {
			const other = dataMarkOf(poller.identity);
			if (other === null || !lives(poller, other, mark)) continue;
			const differ = differences(mark, other);
			if (differ.length > 0) throw refusal(queue, poller, differ, environment);
		}
	}
}

function lives({ lastSeenAt }: Poller, other: WorkerMark, { pid, host }: WorkerMark): boolean {
	if (other.host === host) return other.pid !== pid && isAlive({ pid: other.pid, start: '' });
	return Date.now() - lastSeenAt < livingMs;
}

const words = {
	data: { what: 'has other prompts, scenarios or rubrics than', mend: 'the same data folder (TIP_BENCH_DATA)' },
	exports: { what: 'writes judge files elsewhere than', mend: 'the same folder of exports (TIP_BENCH_STATE)' },
} as const;

function refusal(
	queue: string,
	{ identity, lastSeenAt }: Poller,
	differ: readonly ('data' | 'exports')[],
	{ dataDir, exportDir, temporalNamespace }: WorkerSetting['environment'],
): TipBenchError {
	const what = differ.map((each) => words[each].what).join(', and ');
	const mend = differ.map((each) => words[each].mend).join(' and ');
	const here = differ.map((each) => (each === 'data' ? dataDir : exportDir)).join(', ');
	const seen = Math.max(0, Math.round((Date.now() - lastSeenAt) / 1000));
	return new TipBenchError(
		'WorkersDiffer',
		`the worker ${identity} serves the queue ${queue} too (it asked for work ${seen} s ago) and ${what} this one (${here}): ` +
			`benches that both work on would fail, or lose their judge files. End it, or give both ${mend}, or use another namespace than ${temporalNamespace} (TEMPORAL_NAMESPACE) or another Temporal. ` +
			'One that was ended is forgotten after a minute.',
	);
}
