import type { Env } from '../machine/environment/kinds';
import { readVariable } from '../machine/environment/read';

/** How long rewards are taken and decisions kept, in milliseconds. */
export interface ServingSettings {
	readonly rewardWindowMs: number;
	readonly keptMs: number;
}

const dayMs = 86_400_000;

/** The settings of an environment. @throws MachineError EnvironmentInvalid */
export function servingSettings(env: Env): ServingSettings {
	const rewardWindowMs = (readVariable(env, 'TIP_BENCH_SERVE_REWARD_DAYS') ?? 7) * dayMs;
	const keptMs = (readVariable(env, 'TIP_BENCH_SERVE_KEPT_DAYS') ?? 90) * dayMs;
	// A reward needs its decision.
	return { rewardWindowMs, keptMs: Math.max(keptMs, rewardWindowMs) };
}
