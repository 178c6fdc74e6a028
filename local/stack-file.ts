import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cannotWrite } from '../machine/errors';
import { identify, isAlive, isGroupAlive, type ProcessIdentity } from '../machine/process-identity';
import type { Say } from '../machine/say';

/** Where the stack's parts answer. */
export interface StackAddresses {
	/** `host:port`. */
	temporal: string;
	/** A URL; undefined where a Temporal that is not ours shows none. */
	temporalUi?: string | undefined;
	/** A URL, possibly with a path, without a trailing slash. */
	mlflow: string;
	/** A URL without a trailing slash. */
	ollama: string;
}

/** What `stack.json` in the state folder tells while a stack is up. */
export interface StackRecord {
	addresses: StackAddresses;
	owner: ProcessIdentity;
	/** Leaders of the process groups of the parts that the owner started. */
	leaders: ProcessIdentity[];
}

function fileIn(stateDir: string): string {
	return path.join(stateDir, 'stack.json');
}

function readRecord(stateDir: string): StackRecord | undefined {
	try {
		return JSON.parse(readFileSync(fileIn(stateDir), 'utf8')) as StackRecord;
	} catch {
		return undefined;
	}
}

/**
 * Writes down a stack that is up, whole or not at all.
 * @throws MachineError FileUnwritable
 */
export function writeStack(stateDir: string, addresses: StackAddresses, pids: number[]): void {
	const record: StackRecord = { addresses, owner: identify(process.pid), leaders: pids.map(identify) };
	const fresh = `${fileIn(stateDir)}.${process.pid}`;
	try {
		writeFileSync(fresh, `${JSON.stringify(record, null, '\t')}\n`);
		renameSync(fresh, fileIn(stateDir));
	} catch (error) {
		throw cannotWrite(fileIn(stateDir), error);
	}
}

/** The stack of that state folder while its owner lives; undefined else. */
export function readStack(stateDir: string): StackRecord | undefined {
	const record = readRecord(stateDir);
	return record && isAlive(record.owner) ? record : undefined;
}

/** Removes our own `stack.json`; another owner's stays. */
export function removeStack(stateDir: string): void {
	if (readRecord(stateDir)?.owner.pid === process.pid) rmSync(fileIn(stateDir), { force: true });
}

/**
 * Waits until the parts of an owner that died have ended, so that nobody opens their databases twice; what still
 * lives after 12 s is ended for good.
 */
export async function outliveDeadStack(stateDir: string, say: Say): Promise<void> {
	const record = readRecord(stateDir);
	if (!record || isAlive(record.owner)) return;
	const remaining = () => record.leaders.filter((leader) => isAlive(leader) && isGroupAlive(leader));
	if (remaining().length > 0)
		say(`The parts of an earlier stack (process ${record.owner.pid}) are still ending; waiting`);
	const deadline = Date.now() + 12_000;
	while (remaining().length > 0 && Date.now() < deadline) await pause(100);
	for (const leader of remaining()) process.kill(-leader.pid, 'SIGKILL');
	rmSync(fileIn(stateDir), { force: true });
}
