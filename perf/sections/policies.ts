import { join } from 'node:path';
import { createCatalog } from '../../catalog/catalog';
import { allFeatures } from '../../domain/policies/features';
import { beginState, score, update } from '../../domain/policies/policies';
import type { PolicyName } from '../../domain/policies/policy-names';
import type { EpisodeSetting } from '../../domain/simulation/episode';
import { ownPlayer, simulatedUser } from '../../domain/simulation/own-player';
import type { Persona } from '../../domain/simulation/persona';
import { runEpisode } from '../../domain/simulation/run-episode';
import { projectRoot } from '../../machine/folders';
import { now } from '../../testbed/pass-on';
import { seededRandom } from '../../testbed/random';
import { median } from '../observe/statistics';
import { installFromPip } from '../peers/peer';
import { startProgram, untilEnded } from '../stage/program';
import type { PerfStage } from '../stage/stage';
import { orderIn } from './order';

/** What policies take; lists hold one number a round. */
export interface Policies {
	readonly episodes: number;
	readonly setting: EpisodeSetting;
	/** Seconds of all of them in this process, one after another. */
	readonly episodesSeconds: readonly number[];
	/** Of a step, which scores the tips of the setting and learns from one, in microseconds. */
	readonly ourStepUs: readonly number[];
	readonly mabwiserStepUs: readonly number[];
}

const setting: EpisodeSetting = { steps: 200, tips: 8, profiles: 'by-kind' };
const compared: readonly PolicyName[] = ['egreedy-v1', 'egreedy-v2'];
const mabwiser = 'mabwiser==2.7.4';
/** MABWiser takes a hundred times as long; both for some seconds. */
const [ourSteps, theirSteps] = [100_000, 3_000];

/** Plays so many episodes, and holds a step of `egreedy-v2` beside one of MABWiser's LinGreedy. */
export async function measurePolicies(stage: PerfStage, episodes: number, rounds: number): Promise<Policies> {
	const catalog = createCatalog(projectRoot());
	const personas = await Promise.all((await catalog.personaNames()).map((name) => catalog.persona(name)));
	const options = { cacheDir: stage.cacheDir, env: process.env, say: stage.say, signal: stage.signal };
	const python = join(await installFromPip([mabwiser], options), 'bin', 'python');
	const [episodesSeconds, ourStepUs, mabwiserStepUs] = [[], [], []] as [number[], number[], number[]];
	stage.say('warming up: 500 episodes …');
	playEpisodes(personas, 500);
	ourStep(ourSteps / 10);
	const passes = [
		async () => episodesSeconds.push(playEpisodes(personas, episodes)),
		async () => ourStepUs.push(ourStep(ourSteps)),
		async () => mabwiserStepUs.push(await theirStep(stage, python)),
	];
	for (let round = 1; round <= rounds; round += 1) {
		for (const pass of orderIn(round, passes)) await pass();
		stage.say(
			`round ${round} of ${rounds}: ${episodesSeconds.at(-1)?.toFixed(1)} s, a step ${ourStepUs.at(-1)?.toFixed(1)} µs beside ${mabwiserStepUs.at(-1)?.toFixed(0)} µs`,
		);
	}
	return { episodes, setting, episodesSeconds, ourStepUs, mabwiserStepUs };
}

/** Our step, in times of MABWiser's of the same round. */
export function stepRatio({ ourStepUs, mabwiserStepUs }: Policies): number {
	return median(ourStepUs.map((each, at) => each / (mabwiserStepUs[at] ?? Number.NaN)));
}

/** @returns seconds */
function playEpisodes(personas: readonly Persona[], count: number): number {
	const startedAt = now();
	for (let at = 0; at < count; at += 1) {
		const persona = personas[at % personas.length] as Persona;
		const policy = compared[Math.floor(at / personas.length) % compared.length] as PolicyName;
		const seed = Math.floor(at / (personas.length * compared.length));
		const name = { persona: persona.name, policy, seed };
		runEpisode(persona, name, setting, ownPlayer(policy, simulatedUser('perf', persona.name, seed)));
	}
	return (now() - startedAt) / 1000;
}

/** @returns microseconds */
function ourStep(steps: number): number {
	const random = seededRandom(18);
	// A few in turn: reading ever new ones would measure the memory.
	const situations = Array.from({ length: 256 }, () =>
		Array.from({ length: setting.tips }, () =>
			Array.from({ length: allFeatures }, (_none, at) => (at === 0 ? 1 : random.between(-1, 1))),
		),
	);
	let state = beginState('egreedy-v2', 'perf');
	const startedAt = now();
	for (let step = 0; step < steps; step += 1) {
		const contexts = situations[step % situations.length] as number[][];
		const scored = score(state, contexts);
		state = update(scored.state, contexts[scored.choice] as number[], step % 2);
	}
	return ((now() - startedAt) * 1000) / steps;
}

/** @returns microseconds */
async function theirStep(stage: PerfStage, python: string): Promise<number> {
	const script = join(projectRoot(), 'perf', 'programs', 'mabwiser-steps.py');
	const args = [script, `${theirSteps}`, `${setting.tips}`, `${allFeatures}`];
	const program = await startProgram({
		name: 'mabwiser',
		command: python,
		args,
		env: process.env,
		folder: stage.folder,
	});
	stage.cleanups.add(program, ({ stop }) => stop());
	await untilEnded(program, 'MABWiser');
	const [, took] = /a step takes ([\d.]+) us/.exec(program.printed()) ?? [];
	if (took === undefined) throw new Error(`MABWiser's program did not say what a step takes: ${program.printed()}`);
	return Number(took);
}
