import path from 'node:path';
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

/** A failure to write, with the variable by which another folder is chosen. */
function withVariable(error: unknown, { stateDir, cacheDir }: StackOptions): unknown {
	if (!(error instanceof MachineError) || error.code !== 'FileUnwritable') return error;
	const ours = { TIP_BENCH_STATE: stateDir, TIP_BENCH_CACHE: cacheDir };
	const variable = Object.entries(ours).find(([, folder]) => error.message.includes(folder))?.[0];
	if (variable === undefined) return error;
	const message = `${error.message}; set ${variable} to a folder that can be written`;
	return new MachineError('FileUnwritable', message, { cause: error });
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
 * Throws LocalStackError: `PartMissing`, `PartFailed`, `PartRefused`, and MachineError: `PortTaken`, `FileUnwritable` or
 * `Interrupted`, with nothing left running.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
	try {
		await makeFolder(options.stateDir);
		await makeFolder(options.cacheDir);
		return await startAlone(options);
	} catch (error) {
		throw withVariable(error, options);
	}
}

async function startAlone(options: StackOptions): Promise<Stack> {
	const { say, signal } = options;
	const lock = path.join(options.stateDir, 'stack');
	const waiting = `Another tip-bench is starting or ending the stack of ${options.stateDir}; waiting for it`;
	return withFileLock(lock, { waiting, say, signal }, async () => {
		const record = readStack(options.stateDir);
		if (record) return joinStack(record, options);
		await outliveDeadStack(options.stateDir, say);
		const stack = await startParts(options);
		const pids = stack.parts.flatMap((part) => (part.pid === undefined ? [] : [part.pid]));
		try {
			writeStack(options.stateDir, stack.addresses, pids);
		} catch (error) {
			await stack.stop();
			throw error;
		}
		// Under the lock too, so that nobody joins a stack that is ending, or opens its databases a second time.
		return { ...stack, stop: () => withFileLock(lock, { waiting, say }, stack.stop) };
	});
}
