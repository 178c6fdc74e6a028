import { capture } from '../machine/commands';
import { reservePort, startOnFreePort } from '../machine/ports';
import { LocalStackError } from './errors';
import { launchPart } from './launch';
import type { RunningPart, StartOptions } from './part';
import { probeTemporal } from './probe';
import { databaseFile } from './temporal-database';
import { locateTemporal } from './temporal-install';

export { locateTemporal } from './temporal-install';

/** The ports of Temporal's dev server where nobody holds them. */
export const temporalPorts = { grpc: 7233, ui: 8233 };

/** What is Temporal's own in starting it. */
export interface TemporalStartOptions extends StartOptions {
	uiPort?: number | undefined;
	/** Whether its database lies in the state folder (the default) or only in memory. */
	keep?: boolean;
}

/** A running Temporal with its web UI's URL. */
export interface RunningTemporal extends RunningPart {
	uiUrl: string | undefined;
}

// One partition, because with the stock four 2 to 5 % of tasks wait two seconds; the rate, because the dev server
// otherwise hands on about ten tasks a second.
const dynamicConfig = [
	'matching.numTaskqueueReadPartitions=1',
	'matching.numTaskqueueWritePartitions=1',
	'history.transferProcessorMaxPollRPS=500',
];

// A killed process loses nothing, and a power cut leaves the file whole, but may cost the last seconds of history. With
// the stock settings each of the ten writes of a cell makes a journal of its own and waits for the disk, so that on a slow
// one a cell costs nearly twice as much; with a write-ahead log only one write in hundreds waits.
const durability = ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'];

const retention = '2160h';

/** Settings of Temporal's clients would redirect the server's own calls, and so would a person's profiles. */
function ownEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const kept = Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_'));
	return { ...Object.fromEntries(kept), TEMPORAL_CONFIG_FILE: '/no/profiles' };
}

/** Newer web UIs ask Temporal's own site for news, and tell it the cluster's id, unless they are told not to. */
async function withoutNews(command: string, env: NodeJS.ProcessEnv): Promise<string[]> {
	const option = '--ui-disable-news-fetch';
	const help = await capture(command, ['server', 'start-dev', '--help'], env);
	return help?.includes(option) ? [option] : [];
}

async function keepHistories(command: string, address: string, env: NodeJS.ProcessEnv): Promise<void> {
	const update = ['operator', 'namespace', 'update', '--namespace', 'default', '--retention', retention];
	const deadline = Date.now() + 15_000;
	// The default namespace appears a moment after the server answers.
	while ((await capture(command, [...update, '--address', address], env)) === undefined) {
		if (Date.now() > deadline) {
			throw new LocalStackError('PartFailed', `Temporal at ${address} did not take a retention of ${retention}.`);
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

/**
 * Starts Temporal's dev server on 127.0.0.1 and waits until it answers; finished histories are kept for 90 days.
 * Throws `PartMissing`, `PartFailed`, `PortTaken` or `Interrupted`, with nothing left running.
 */
export async function startTemporal(options: TemporalStartOptions): Promise<RunningTemporal> {
	const located =
		options.located ?? (await locateTemporal(options.keep === false ? { ...options, stateDir: undefined } : options));
	const env = ownEnvironment(options.env);
	const quiet = await withoutNews(located.command, env);
	return startOnFreePort(temporalPorts.grpc, options.port, async (port) => {
		const ui = await reservePort(temporalPorts.ui, options.uiPort);
		const address = `127.0.0.1:${port}`;
		const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', `${port}`, '--ui-port', `${ui.port}`, ...quiet];
		// Relative to the state folder, where it runs: a path's odd characters can then not be misread.
		if (options.keep !== false) args.push('--db-filename', databaseFile, ...durability);
		for (const setting of dynamicConfig) args.push('--dynamic-config-value', setting);
		try {
			const part = await launchPart(
				{
					name: 'Temporal',
					located,
					args: [...args, ...(options.args ?? [])],
					env,
					address,
					isHealthy: async () => (await probeTemporal(address)) !== undefined,
					limitMs: 60_000,
				},
				options,
			);
			try {
				await keepHistories(located.command, address, env);
			} catch (error) {
				await part.stop();
				throw error;
			}
			return { ...part, uiUrl: `http://127.0.0.1:${ui.port}` };
		} finally {
			ui.release();
		}
	});
}
