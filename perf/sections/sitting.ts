import { setTimeout as pause } from 'node:timers/promises';
import { openTestTerminal } from '../../testbed/terminal';
import { quantile } from '../observe/statistics';
import { stageVariables } from '../stage/command-run';
import type { PerfStage } from '../stage/stage';
import { makeWaitingRuns } from '../stage/waiting-runs';

/** How soon `judge score` answers a key, in a real terminal. */
export interface Sitting {
	/** Runs that waited. */
	readonly runs: number;
	/** From the command's start to the first item, in milliseconds. */
	readonly firstItemMs: number;
	/** From each key to what it brings onto the screen, in milliseconds. */
	readonly keysMs: readonly number[];
	/** Which of them brought the next item, by their places in `keysMs`. */
	readonly lastOfItem: readonly number[];
}

/** Items that are scored: three keys each. */
const items = 120;

/** Between two keys: ten a second, for whole minutes, is more than anybody scores. */
const betweenMs = 100;

/** Scores item after item as a person does, but faster. */
export async function measureSitting(stage: PerfStage, runs: number): Promise<Sitting> {
	const { experiment } = await makeWaitingRuns(stage, runs, false);
	stage.say(`scoring ${Math.min(items, runs)} of ${runs} runs in a terminal …`);
	const began = performance.now();
	const terminal = openTestTerminal(['judge', 'score', experiment, '--by', 'Perf'], { parts: stageVariables(stage) });
	stage.cleanups.add(terminal, async ({ hangUp }) => hangUp());
	await terminal.see(asks('relevance'));
	const firstItemMs = performance.now() - began;
	const keysMs: number[] = [];
	const lastOfItem: number[] = [];
	for (let item = 0; item < Math.min(items, runs - 1); item += 1) {
		for (const [key, next] of [
			['4', 'actionability'],
			['5', 'tone'],
			['3', 'relevance'],
		] as const) {
			await pause(betweenMs);
			keysMs.push(await terminal.answerTime(key, asks(next)));
		}
		lastOfItem.push(keysMs.length - 1);
	}
	terminal.keys('q');
	const { code } = await terminal.ended;
	if (code !== 0) throw new Error(`judge score ended with ${code}:\n${terminal.lines().join('\n')}`);
	if (keysMs.length > 0) {
		const [middle, p99, largest] = [0.5, 0.99, 1].map((share) => quantile(keysMs, share).toFixed(1));
		stage.say(`${keysMs.length} keys: p50 ${middle} ms, p99 ${p99} ms, largest ${largest} ms`);
	}
	return { runs, firstItemMs, keysMs, lastOfItem };
}

/** What stands at the bottom of the screen where a scale is asked for. */
function asks(dimension: string): string {
	return `${dimension}, 1 to 5 >`;
}
