import path from 'node:path';
import { messageOf } from '../machine/coded-error';
import { MachineError } from '../machine/errors';
import { withFileLock } from '../machine/file-lock';
import { makeFolder } from '../machine/make-folder';
import { isAlive, type ProcessIdentity } from '../machine/process-identity';
import { LocalStackError } from './errors';
import { foreignPart, type PartName, type RunningPart } from './part';
import { stackPlace } from './places';
import { outliveDeadStack, readStack, type StackRecord, writeStack } from './stack-file';
import { startParts } from './stack-parts';
import type { Stack, StackOptions } from './stack-up';

function whenOwnerEnds(owner: ProcessIdentity): Promise<LocalStackError> {
	return new Promise((resolve) => {
		const timer = setInterval(() => {
			if (isAlive(owner)) return;
			clearInterval(timer);
			resolve(
				new LocalStackError(
					'PartFailed',
					`Process ${owner.pid}, which kept the stack up, has ended it. Start it again.`,
				),
			);
		}, 1000);
		// Watching alone must not keep a finished command from ending.
		timer.unref();
	});
}

/** @throws MachineError FileUnwritable that names the variable to set */
async function makeOwnFolder(folder: string, variable: string): Promise<void> {
	try {
		await makeFolder(folder);
	} catch (error) {
		const message = `${messageOf(error)}; set ${variable} to a folder that can be written`;
		throw new MachineError('FileUnwritable', message, { cause: error });
	}
}

/** Uses a stack that another start brought up, after asking each part. */
async function joinStack({ addresses, owner }: StackRecord, { env, say }: StackOptions): Promise<Stack> {
	const names: PartName[] = ['Temporal', 'MLflow', 'Ollama'];
	const parts = await Promise.all(
		names.map(async (name): Promise<RunningPart> => {
			const place = stackPlace(name, addresses, env);
			const seen = await place.look();
			if (seen.is === 'there') return foreignPart(name, place.address, seen.version);
			throw new LocalStackError(
				'PartFailed',
				`The stack of process ${owner.pid} is up, but its ${name} at ${place.address} ${seen.why}. End that process and start again.`,
			);
		}),
	);
	say(`Using the stack that process ${owner.pid} keeps up`);
	return { addresses, parts, stop: async () => {}, broken: whenOwnerEnds(owner) };
}

/**
 * Brings the stack up, or joins the one that is up on the same state folder, whose `stop` then does nothing.
 * Nothing of ours outlives this process, however it ends.
 * Throws LocalStackError: `PartMissing`, `PartFailed`, `PortTaken` or `Interrupted`, with nothing left running.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
	await makeOwnFolder(options.stateDir, 'TIP_BENCH_STATE');
	await makeOwnFolder(options.cacheDir, 'TIP_BENCH_CACHE');
	const { say, signal } = options;
	const lock = path.join(options.stateDir, 'stack');
	const waiting = `Another tip-bench is starting or ending the stack of ${options.stateDir}; waiting for it`;
	return withFileLock(lock, { waiting, say, signal }, async () => {
		const record = readStack(options.stateDir);
		if (record) return joinStack(record, options);
		await outliveDeadStack(options.stateDir, say);
		const stack = await startParts(options);
		const pids = stack.parts.flatMap((part) => (part.pid === undefined ? [] : [part.pid]));
		writeStack(options.stateDir, stack.addresses, pids);
		// Under the lock too, so that nobody joins a stack that is ending, or opens its databases a second time.
		return { ...stack, stop: () => withFileLock(lock, { waiting, say }, stack.stop) };
	});
}
