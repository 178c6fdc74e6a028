import { executionActivities } from '../activities/executions';
import type { BenchActivities, GpuActivities, LocalActivities } from '../contracts/activities';
import type { WebhookActivities } from '../contracts/webhook';
import { parseConfig } from '../domain/bench/config';
import type { Generation } from '../domain/bench/generation';
import type { PendingActivity } from '../domain/bench/troubles';
import type { WebhookEvent } from '../domain/bench/webhook-event';
import { leaderboardOf } from '../domain/ranking/rank-runs';

const hash = 'a'.repeat(64);
const named = (name: string) => ({ name, hash });

/** What the stand-ins were asked, and what they answer to whoever counts the runs that wait. */
export interface StandInWorld {
	/** Runs that wait for a score. */
	pending: number;
	/** Whether MLflow refuses to record anything. */
	refuses: boolean;
	/** Whether anybody listens to events, and takes them. */
	listener: 'none' | 'there' | 'broken';
	/** The events that were taken. */
	readonly told: WebhookEvent[];
	/** When the runs were counted, in milliseconds of the server's time. */
	readonly counted: number[];
	/** The names of the activities that ran, in order. */
	readonly ran: string[];
	now(): Promise<number>;
}

const answer: Generation = {
	text: '["Rest."]',
	done_reason: 'stop',
	invalid: null,
	started_at: 0,
	ended_at: 1,
	latency_s: 1,
	load_s: null,
	prompt_eval_s: null,
	generation_s: null,
	prompt_tokens: null,
	output_tokens: null,
	tokens_per_s: null,
	memory_bytes: null,
	gpu_memory_bytes: null,
	ollama_version: '0',
};

const refusal = 'HTTP 401';

/** What Temporal describes of a recording that was tried so often; the server that skips time leaves the failure out. */
function refused(tries: number): PendingActivity {
	const failure = { code: 'MlflowRefused', message: refusal, timedOut: false };
	return { type: 'createRuns', state: 'scheduled', attempt: tries + 1, failure, seconds: 1, waitsFor: null };
}

function noJudge(): never {
	throw new Error('nobody judges here');
}

function noNight(): never {
	throw new Error('there are no nights here');
}

function noComparison(): never {
	throw new Error('no prompts are compared here');
}

/** All that workflows have done. */
export type StandInActivities = BenchActivities & LocalActivities & GpuActivities & WebhookActivities;

/**
 * Stands in for MLflow and Ollama where time is skipped: no real server would live through it. One model, one prompt,
 * two scenarios.
 */
export function standInActivities(world: StandInWorld): StandInActivities {
	const note = <Args extends unknown[], Result>(name: string, act: (...args: Args) => Result | Promise<Result>) => {
		return async (...args: Args): Promise<Result> => {
			world.ran.push(name);
			return act(...args);
		};
	};
	return {
		plan: note('plan', (input) => {
			const parsed = parseConfig(input);
			if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
			const { config } = parsed;
			return {
				config: { ...config, mlflow_url: 'http://stand-in', gpus: { gpu: 'http://stand-in' }, export_dir: '/stand-in' },
				experiment_id: '1',
				models: [{ name: 'stand-in:latest', digest: hash, parameters: 1, think: null }],
				prompts: [named('v1')],
				scenarios: { count: 2, hash },
				rubric: named('tip-v1'),
				judges: { lazy: 'claude-code', auto: null },
				reused: {},
				notes: [],
			};
		}),
		benchOfBlock: note('benchOfBlock', () => null),
		formerAnswers: note('formerAnswers', () => ({ unrecorded: 0, answers: [], more: false })),
		sweepBlock: note('sweepBlock', () => undefined),
		missingCells: note('missingCells', () => '0-1'),
		scenariosAt: note('scenariosAt', () => [named('one'), named('two')]),
		askForGpu: note('askForGpu', executionActivities.askForGpu),
		isRunning: note('isRunning', () => true),
		cellsAtWork: note('cellsAtWork', () => []),
		pendingWork: note('pendingWork', () => ({
			activities: world.refuses ? [refused(world.ran.filter((name) => name === 'createRuns').length)] : [],
			gpuAskedSeconds: 0,
		})),
		hasWebhook: note('hasWebhook', () => world.listener !== 'none'),
		notify: note('notify', (event) => {
			if (world.listener === 'broken') throw new Error('the receiver answered 500');
			world.told.push(event);
		}),
		createRuns: note('createRuns', (_input, cells) => {
			if (world.refuses) throw new Error(refusal);
			return cells.map(() => 'run');
		}),
		fillRuns: note('fillRuns', () => undefined),
		exportPending: note('exportPending', () => ({
			...{ path: '/stand-in/runs.json', pending: world.pending },
			outside: { path: 'runs.json', apply: './tip-bench judge apply runs.json' },
		})),
		applyJudgeFile: note('applyJudgeFile', () => {
			throw new Error('there is no judge file here to apply');
		}),
		countPending: note('countPending', async () => {
			world.counted.push(await world.now());
			return world.pending;
		}),
		compare: note('compare', ({ experiment }, name) =>
			leaderboardOf(experiment, { name, dimensions: [], flags: [], composite: {} }, []),
		),
		askGate: note('askGate', () => {
			throw new Error('there is no gate here');
		}),
		planJudge: note('planJudge', noJudge),
		planOptimize: noComparison,
		cancelOwnBench: noComparison,
		promotePrompt: noComparison,
		planNight: note('planNight', noNight),
		compareNight: note('compareNight', noNight),
		unjudgedRuns: note('unjudgedRuns', noJudge),
		judgeByEndpoint: note('judgeByEndpoint', noJudge),
		judgeOnGpu: note('judgeOnGpu', noJudge),
		recordJudgments: note('recordJudgments', noJudge),
		drawSpotChecks: note('drawSpotChecks', noJudge),
		countDisagreements: note('countDisagreements', noJudge),
		load: note('load', () => ({ evicted: [], gpu_share: null })),
		generate: note('generate', () => answer),
		unload: note('unload', () => undefined),
	};
}
