import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Intervention } from '../../testbed/ollama-proxy';
import type { Benches } from './benches';
import { loadedByHand, unloadedByHand } from './by-hand';
import { byOwner, insist } from './by-owner';
import { byTemporal } from './by-temporal';
import { type FaultKind, type PlannedFault, toolsKinds } from './fault-plan';
import type { Stage } from './stage';
import { startWorker } from './workers';

/** How long to wait for the request that a fault is meant for. Milliseconds. */
const patienceMs = 5_000;

/** All that a fault can reach. */
export interface Ground extends Stage {
	readonly client: Client;
	readonly benches: Benches;
}

/**
 * Lets a fault happen. Resolves when it is over: what was taken away runs again.
 * @returns whether it met what it was meant for: a cut needs an answer, a cancel a bench at work
 */
export async function inject(ground: Ground, { kind, ...fault }: PlannedFault): Promise<boolean> {
	return (await ways[kind](ground, fault)) ?? true;
}

/** Resolves to `false` where there was nothing to harm. */
type Way = (ground: Ground, fault: Omit<PlannedFault, 'kind'>) => Promise<boolean | undefined> | Promise<void>;

const ways: Readonly<Record<FaultKind, Way>> = {
	'kill-bench-worker': (stage, fault) => oneOf(stage.benchWorkers, fault.choice).killFor(fault.holdMs),
	'kill-gpu-worker': ({ gpuWorker }, { holdMs }) => gpuWorker.killFor(holdMs),
	'kill-gpu-worker-at-answer': (stage, fault) =>
		atAnswer(stage, fault.choice, () => stage.gpuWorker.killFor(fault.holdMs)),
	'kill-temporal-at-answer': (stage, fault) =>
		atAnswer(stage, fault.choice, () => stage.temporal.killFor(fault.holdMs)),
	'kill-temporal': ({ temporal }, { holdMs }) => temporal.killFor(holdMs),
	'kill-mlflow': ({ mlflow }, { holdMs }) => mlflow.killFor(holdMs),
	'kill-ollama': ({ ollama }, { holdMs }) => ollama.killFor(holdMs),
	'kill-ollama-in-load': killInLoad,
	'freeze-bench-worker': (stage, fault) => oneOf(stage.benchWorkers, fault.choice).freezeFor(fault.holdMs),
	'freeze-gpu-worker': ({ gpuWorker }, { holdMs }) => gpuWorker.freezeFor(holdMs),
	'freeze-temporal': ({ temporal }, { holdMs }) => temporal.freezeFor(holdMs),
	'freeze-mlflow': ({ mlflow }, { holdMs }) => mlflow.freezeFor(holdMs),
	'freeze-ollama': ({ ollama }, { holdMs }) => ollama.freezeFor(holdMs),
	'drop-temporal': ({ temporalLine }, { holdMs }) => whileCut(temporalLine, holdMs),
	'drop-temporal-at-answer': (stage, fault) =>
		atAnswer(stage, fault.choice, () => whileCut(stage.temporalLine, fault.holdMs)),
	'lose-created-run': ({ mlflowLine }) => mlflowLine.loseAnswerTo('/runs/create', patienceMs),
	'drop-mlflow': ({ mlflowLine }, { holdMs }) => whileCut(mlflowLine, holdMs),
	'drop-ollama': async ({ proxy, traps }, { choice }) => {
		await traps.next('generate', null, patienceMs);
		await sleep(choice * answerMs);
		return proxy.dropAll() > 0;
	},
	'ollama-busy': async ({ traps }, { holdMs }) => {
		const end = traps.always({ name: 'ollama-busy', act: 'refuse', status: 503 });
		await sleep(holdMs);
		end();
	},
	'ollama-stall': async ({ traps }, { choice, holdMs }) => {
		// Half of them before the answer's head, when the worker does not know yet whether Ollama took the request.
		const afterBytes = choice < 0.5 ? 0 : Math.ceil((choice - 0.5) * 2 * answerBytes);
		const met = await traps.next(
			'generate',
			{ name: 'ollama-stall', act: 'stall', afterBytes, ms: holdMs },
			patienceMs,
		);
		if (met !== null) await sleep(holdMs);
		return met !== null;
	},
	'ollama-cut': async ({ traps }, { choice }) => {
		// Now as an answer that ends too soon, now as a connection that breaks, before or within the answer.
		const afterBytes = Math.floor(((choice * 2) % 1) * answerBytes);
		const cut: Intervention = { name: 'ollama-cut', act: choice < 0.5 ? 'cut' : 'drop', afterBytes: afterBytes + 1 };
		const met = await traps.next('generate', cut, patienceMs);
		if (met !== null) await traps.ended(met, patienceMs);
		// An answer may be shorter than that.
		return met !== null && !met.done;
	},
	'hand-load': ({ addresses }, { holdMs, choice }) => loadedByHand(addresses.ollama, holdMs, choice),
	'hand-unload': ({ addresses }) => unloadedByHand(addresses.ollama),
	'pause-bench': async ({ client, benches }, { choice, holdMs }) => {
		const id = await byOwner(client, benches, 'pause', choice);
		await sleep(holdMs);
		if (id !== null) await insist(client, id, 'resume');
		return id !== null;
	},
	'cancel-bench': async ({ client, benches }, { choice }) =>
		(await byOwner(client, benches, 'cancel', choice)) !== null,
	'terminate-bench': async ({ client, benches }, { choice }) =>
		(await byOwner(client, benches, 'terminate', choice)) !== null,
	...toolsWays(),
	'second-gpu-worker': async ({ surroundings }, { holdMs }) => {
		const second = await startWorker('second-gpu-worker', 'gpu', surroundings);
		await Promise.race([sleep(Math.max(holdMs, startMs)), second.exited]);
		second.kill();
		await second.exited;
	},
};

function toolsWays(): Record<keyof typeof toolsKinds, Way> {
	const ways = Object.entries(toolsKinds).map(([kind, what]): [string, Way] => [
		kind,
		({ client, benches }, { choice }) => byTemporal(client, benches, what, choice),
	]);
	return Object.fromEntries(ways) as Record<keyof typeof toolsKinds, Way>;
}

/** What a worker needs to come up and take its first task. Milliseconds. */
const startMs = 4_000;

/** Within about this an answer has reached Temporal. Milliseconds. */
const handOverMs = 20;

/** About what a short answer of a tiny model takes. Milliseconds. */
const answerMs = 100;

/** About what the shortest answer of a tiny model has: five lines. */
const answerBytes = 500;

function oneOf<T>(things: readonly T[], choice: number): T {
	const thing = things[Math.floor(choice * things.length)];
	if (thing === undefined) throw new RangeError(`nothing to choose from with ${choice}`);
	return thing;
}

async function whileCut(line: Stage['temporalLine'], holdMs: number): Promise<void> {
	line.cut();
	await sleep(holdMs);
	line.mend();
}

/** Harms in the moments after an answer, when it is on its way to Temporal. */
async function atAnswer({ traps }: Stage, choice: number, harm: () => Promise<void>): Promise<boolean> {
	const met = await traps.next('generate', null, patienceMs * 3);
	const isAnswered = met !== null && (await traps.ended(met, patienceMs * 3));
	await sleep(choice * handOverMs);
	await harm();
	return isAnswered;
}

async function killInLoad({ traps, ollama, addresses }: Stage, { holdMs, choice }: { holdMs: number; choice: number }) {
	// Without a person who takes the model away, no load may come for a long time.
	const load = traps.next('load', null, patienceMs * 3);
	await unloadedByHand(addresses.ollama);
	const isLoading = (await load) !== null;
	if (isLoading) await sleep(choice * 200);
	await ollama.killFor(holdMs);
	return isLoading;
}
