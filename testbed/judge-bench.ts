import { join } from 'node:path';
import type { Status } from '../domain/bench/status';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { type Ended, tipBench } from './commands';
import { fillIn } from './fill-in';

/** What a command printed as JSON. @throws Error with its words when it failed */
export function printed<T>({ code, stdout, stderr }: Ended): T {
	if (code !== 0) throw new Error(`it ended with ${code}: ${stderr}`);
	return JSON.parse(stdout) as T;
}

/** Runs a bench until it waits for its judge. */
export async function runToJudge(args: readonly string[], env: Record<string, string>): Promise<Status> {
	return printed<Status>(await tipBench(['run', ...args, '--json'], env));
}

/** Exports the runs that wait, scores them all, and applies the file. */
export async function judgeAll(experiment: string, folder: string, env: Record<string, string>): Promise<Ended> {
	const path = join(folder, 'scored.json');
	printed(await tipBench(['judge', 'export', experiment, '--out', path, '--json'], env));
	await fillIn(path);
	return tipBench(['judge', 'apply', path], env);
}

/** The ranking that MLflow gives. */
export async function leaderboardByCommand(experiment: string, env: Record<string, string>): Promise<Leaderboard> {
	return printed<Leaderboard>(await tipBench(['leaderboard', experiment, '--json'], env));
}
