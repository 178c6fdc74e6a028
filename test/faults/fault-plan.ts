import { seededRandom } from '../../testbed/random';
import type { Target, ToolsAct } from './by-temporal';

/** What can happen, in the words of the table. */
export const faultKinds = {
	'kill-bench-worker': 'kill -9 of one of the workers of the queue bench',
	'kill-gpu-worker': 'kill -9 of the worker of the queue gpu',
	'kill-temporal': "kill -9 of Temporal's server",
	'kill-mlflow': "kill -9 of MLflow's process group",
	'kill-gpu-worker-at-answer': 'kill -9 of the worker of the queue gpu just when it has an answer',
	'kill-temporal-at-answer': "kill -9 of Temporal's server just when the worker has an answer for it",
	'kill-ollama': "kill -9 of Ollama's process group",
	'kill-ollama-in-load': "kill -9 of Ollama's process group while a model is loading",
	'freeze-bench-worker': 'SIGSTOP, later SIGCONT, of a worker of the queue bench',
	'freeze-gpu-worker': 'SIGSTOP, later SIGCONT, of the worker of the queue gpu: Temporal gives up on what still runs',
	'freeze-temporal': "SIGSTOP, later SIGCONT, of Temporal's server",
	'freeze-mlflow': "SIGSTOP, later SIGCONT, of MLflow's processes",
	'freeze-ollama': "SIGSTOP, later SIGCONT, of Ollama's processes",
	'drop-temporal': 'all connections to Temporal end, and new ones are refused for a while',
	'drop-temporal-at-answer': 'the same, just when the worker has an answer for it',
	'lose-created-run': 'MLflow makes a run, and its answer is lost',
	'drop-mlflow': 'all connections to MLflow end, and new ones are refused for a while',
	'drop-ollama': 'all connections to Ollama end',
	'ollama-busy': 'Ollama answers 503 for a while',
	'ollama-stall': 'Ollama falls silent before or within an answer',
	'ollama-cut': 'Ollama ends an answer before its last line',
	'hand-load': 'a person uses another model on the same Ollama',
	'hand-unload': 'a person takes the model that is at work out of memory',
	'pause-bench': 'the owner of a bench pauses it, and resumes it later',
	'cancel-bench': 'the owner of a bench cancels it, and starts it again',
	'terminate-bench': 'the owner of a bench terminates it, and starts it again',
	'reset-bench': 'somebody resets a bench, to its first or last workflow task or in between',
	'delete-bench': 'somebody deletes a bench at work, and its owner starts it again',
	'start-bench-again': 'somebody starts a bench whose id is in use, with the policy that ends the other',
	'junk-to-bench': 'somebody signals a bench what only its own parts send, and nonsense',
	'reset-block': 'somebody resets a block of a bench',
	'cancel-block': 'somebody cancels a block of a bench',
	'terminate-block': 'somebody terminates a block of a bench',
	'delete-block': 'somebody deletes a block of a bench',
	'pause-block': 'somebody pauses one block of a bench, and forgets it',
	'junk-to-block': 'somebody signals a block what only benches send, and nonsense',
	'reset-judge': 'somebody resets the auto judge of a bench',
	'terminate-judge': 'somebody terminates the auto judge of a bench',
	'delete-judge': 'somebody deletes the auto judge of a bench',
	'pause-judge': 'somebody pauses the auto judge of a bench, and forgets it',
	'reset-lease': 'somebody resets the lease of the GPU',
	'cancel-lease': 'somebody cancels the lease of the GPU',
	'terminate-lease': 'somebody terminates the lease of the GPU',
	'delete-lease': 'somebody deletes the lease of the GPU',
	'second-gpu-worker': 'a second worker of the queue gpu is started by mistake',
} as const;

/** What Temporal's own tools do, to which workflow. */
export const toolsKinds = {
	'reset-bench': ['bench', 'reset'],
	'delete-bench': ['bench', 'delete'],
	'start-bench-again': ['bench', 'start-again'],
	'junk-to-bench': ['bench', 'junk'],
	'reset-block': ['block', 'reset'],
	'cancel-block': ['block', 'cancel'],
	'terminate-block': ['block', 'terminate'],
	'delete-block': ['block', 'delete'],
	'pause-block': ['block', 'pause'],
	'junk-to-block': ['block', 'junk'],
	'reset-judge': ['judge', 'reset'],
	'terminate-judge': ['judge', 'terminate'],
	'delete-judge': ['judge', 'delete'],
	'pause-judge': ['judge', 'pause'],
	'reset-lease': ['lease', 'reset'],
	'cancel-lease': ['lease', 'cancel'],
	'terminate-lease': ['lease', 'terminate'],
	'delete-lease': ['lease', 'delete'],
} as const satisfies Partial<Record<keyof typeof faultKinds, readonly [Target, ToolsAct]>>;

/** A kind of fault: a key of {@link faultKinds}. */
export type FaultKind = keyof typeof faultKinds;

/** Those that happen at once, and hold for no time. */
const momentary: ReadonlySet<FaultKind> = new Set<FaultKind>([
	'drop-ollama',
	'ollama-cut',
	'hand-unload',
	'lose-created-run',
	'cancel-bench',
	'terminate-bench',
	...(Object.keys(toolsKinds) as (keyof typeof toolsKinds)[]),
]);

/** A fault before it happens. */
export interface PlannedFault {
	/** From 1. */
	readonly number: number;
	readonly kind: FaultKind;
	/** Milliseconds to wait before it. */
	readonly waitMs: number;
	/** Whether the wait counts from the last fault's beginning, so that both may hold at once; else from its end. */
	readonly overlaps: boolean;
	/** Milliseconds that it holds; 0 for what happens at once. */
	readonly holdMs: number;
	/** A number in [0, 1) for whatever else its kind has to choose: which worker, after how many bytes. */
	readonly choice: number;
}

/** @see planFaults */
export interface PlanOptions {
	readonly count: number;
	readonly seed: number;
	readonly kinds: readonly FaultKind[];
	/** What a fault usually holds, and the usual pause before the next, in seconds. */
	readonly meanSeconds: number;
	/** One in fifteen holds up to so many seconds. */
	readonly longestSeconds: number;
}

/** After so many seconds without a heartbeat Temporal gives up on a generation. */
const heartbeatSeconds = 30;

/** The faults of a run. Kinds come in shuffled rounds, so that each happens as often as the others. */
export function planFaults(options: PlanOptions): PlannedFault[] {
	const { count, seed, kinds, meanSeconds, longestSeconds } = options;
	const random = seededRandom(seed);
	const rounds = Array.from({ length: Math.ceil(count / kinds.length) }, () => random.shuffled(kinds)).flat();
	return rounds.slice(0, count).map((kind, at) => {
		// All are drawn for every fault, so that one kind's needs do not move the draws of the next.
		const waitMs = Math.round(Math.min(random.exponential(meanSeconds), longestSeconds) * 1000);
		const overlaps = random.next() < 0.25;
		const usual = Math.min(0.1 + random.exponential(meanSeconds), longestSeconds);
		const long = random.between(longestSeconds / 4, longestSeconds);
		const isLong = random.next() < 1 / 15;
		const pastHeartbeat = random.between(heartbeatSeconds + 1, heartbeatSeconds + 10);
		const [outlives, choice] = [random.next() < 0.5, random.next()];
		const freezesLong = kind === 'freeze-gpu-worker' && outlives && pastHeartbeat < longestSeconds;
		const holds = freezesLong ? pastHeartbeat : isLong ? long : usual;
		const seconds = momentary.has(kind) ? 0 : holds;
		return { number: at + 1, kind, waitMs, overlaps, holdMs: Math.round(seconds * 1000), choice };
	});
}
