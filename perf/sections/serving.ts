import { statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../machine/folders';
import { setShadow } from '../../serving/active-policies';
import { adminsToken, productToken } from '../../testbed/serving-process';
import { proportionalSize } from '../observe/memory';
import { quantile } from '../observe/statistics';
import { type Program, startProgram, untilPrinted } from '../stage/program';
import { type ServingLoad, type ServingTimes, servingLoad } from '../stage/serving-load';
import type { PerfStage } from '../stage/stage';
import { orderIn } from './order';

/** What serving policies takes. Times are milliseconds, sizes bytes. */
export interface Serving {
	readonly users: number;
	readonly tips: number;
	/** Choices a second, and rewards beside them. */
	readonly rates: readonly [number, number];
	readonly times: ServingTails;
	/** Of the process, with a tenth of the users, with all, and after the requests. */
	readonly memory: readonly [number, number, number];
	/** On disk for each user, who has one decision with its reward. */
	readonly bytesOfUser: number;
	/** The same requests with and without a shadow, in turns. */
	readonly shadows: readonly ShadowCost[];
}

/** What a shadow costs whoever asks. */
export interface ShadowCost {
	/** How the shadow is. */
	readonly is: 'well' | 'hung' | 'dying';
	readonly without: ServingTails;
	readonly with: ServingTails;
}

/** What is kept of how long answers took: all of them are a hundred thousand lines. */
interface ServingTails {
	readonly choices: Tail;
	readonly rewards: Tail;
	readonly failed: number;
}

/** Milliseconds. `null` of no answers. */
export type Tail = { readonly p50: number; readonly p99: number; readonly largest: number } | null;

const tips = 20;
const [rate, seconds] = [500, 60];
const [turns, turnSeconds] = [6, 10];
const shadow = 'egreedy-v2-shadow';

/** Fills a store with users, asks for a minute, and then with and without shadows that are well, hung and dying. */
export async function measureServing(stage: PerfStage, users: number): Promise<Serving> {
	const state = join(stage.folder, 'serving-state');
	const command = [join(projectRoot(), 'tip-bench'), 'serve', '--port', '0', '--log', 'json'];
	const filling = await serve(stage, state, command);
	stage.say(`${users} users, one decision and reward each …`);
	await filling.load.fill(0, users / 10);
	const early = await proportionalSize([filling.pid]);
	await filling.load.fill(users / 10, users);
	const all = await proportionalSize([filling.pid]);
	stage.say(`asking for ${rate} choices a second for ${seconds} s …`);
	await filling.stop();
	const bytesOfUser = statSync(join(state, 'serving', 'policies.sqlite')).size / users;
	const own = await serve(stage, state, command);
	await own.load.ask('/score/egreedy/v2', rate, 5, users);
	const times = tailsOf(await own.load.ask('/score/egreedy/v2', rate, seconds, users));
	const late = await proportionalSize([own.pid]);
	const shadows = [await withAndWithout(stage, state, own.load, users, 'well')];
	await own.stop();
	for (const is of ['hung', 'dying'] as const) {
		const way = is === 'hung' ? 'hang' : 'die';
		const broken = await serve(stage, state, [join(__dirname, '..', 'programs', 'broken-shadow-serving.js'), way]);
		shadows.push(await withAndWithout(stage, state, broken.load, users, is));
		await broken.stop();
	}
	return { users, tips, rates: [rate, rate / 2], times, memory: [early, all, late], bytesOfUser, shadows };
}

interface Served {
	readonly pid: number;
	readonly load: ServingLoad;
	stop(): Promise<void>;
}

async function serve(stage: PerfStage, state: string, args: readonly string[]): Promise<Served> {
	const tokens = { TIP_BENCH_SERVE_TOKEN: productToken, TIP_BENCH_ADMIN_TOKEN: adminsToken };
	const program: Program = await startProgram({
		...{ name: 'serve', command: process.execPath, args, folder: stage.folder },
		env: { ...process.env, ...tokens, TIP_BENCH_STATE: state },
	});
	stage.cleanups.add(program, ({ stop }) => stop());
	const [, url = ''] = await untilPrinted(program, 'serve', /served at (\S+);/);
	const load = servingLoad(url, tips);
	return {
		...{ pid: program.pid, load },
		stop: async () => {
			await load.close();
			await program.stop();
		},
	};
}

async function withAndWithout(
	stage: PerfStage,
	state: string,
	load: ServingLoad,
	users: number,
	is: ShadowCost['is'],
): Promise<ShadowCost> {
	stage.say(`with and without a shadow that is ${is} …`);
	const seen = { without: nothing(), with: nothing() };
	const turn = async (which: 'without' | 'with') => {
		await setShadow({ TIP_BENCH_STATE: state }, shadow, which === 'with');
		const times = await load.ask('/recommend', rate, turnSeconds, users);
		seen[which].choicesMs.push(...times.choicesMs);
		seen[which].rewardsMs.push(...times.rewardsMs);
		seen[which].failed += times.failed;
	};
	for (let at = 1; at <= turns / 2; at += 1)
		for (const which of orderIn(at, ['without', 'with'] as const)) await turn(which);
	return { is, without: tailsOf(seen.without), with: tailsOf(seen.with) };
}

function nothing(): { choicesMs: number[]; rewardsMs: number[]; failed: number } {
	return { choicesMs: [], rewardsMs: [], failed: 0 };
}

function tailsOf({ choicesMs, rewardsMs, failed }: ServingTimes): ServingTails {
	return { choices: tailOf(choicesMs), rewards: tailOf(rewardsMs), failed };
}

function tailOf(values: readonly number[]): Tail {
	if (values.length === 0) return null;
	return { p50: quantile(values, 0.5), p99: quantile(values, 0.99), largest: quantile(values, 1) };
}
