import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Moment, TipFacts } from '../policies/features';
import { generatorAt, randomStateOf } from '../policies/random-state';
import type { Persona } from './persona';

/** A tip that a policy may choose. */
export interface SimulatedTip extends TipFacts {
	readonly kind: string;
}

/** When somebody looks, the tips that there are, and how each would be taken. */
export interface Situation {
	readonly moment: Moment;
	readonly tips: readonly SimulatedTip[];
	/** By tip, uniform from 0 to 1: drawn for each, whichever is chosen. */
	readonly chances: readonly number[];
}

/**
 * The situations of a persona and a seed, without end. They hang on nothing that a policy does, so that all policies meet
 * the same ones (common random numbers): what differs between them is then the policies' own doing.
 */
export function* situationsOf(persona: Persona, seed: number, tips: number): Generator<Situation, never> {
	const generator = generatorAt(randomStateOf(`situations ${persona.name} ${seed}`));
	const hours = spreadOf(persona.hours);
	const kinds = spreadOf(Object.fromEntries(Object.entries(persona.tastes).map(([kind, { share }]) => [kind, share])));
	for (;;) {
		const begins = Number(drawnOf(hours, generator));
		const moment = { hour: begins + uniformFloat64(generator), weekend: uniformFloat64(generator) < persona.weekend };
		const drawn: SimulatedTip[] = [];
		const chances: number[] = [];
		for (let at = 0; at < tips; at += 1) {
			drawn.push(tipOf(persona, drawnOf(kinds, generator), generator));
			chances.push(uniformFloat64(generator));
		}
		yield { moment, tips: drawn, chances };
	}
}

function tipOf({ tasks }: Persona, kind: string, generator: RandomGenerator): SimulatedTip {
	return {
		kind,
		priority: uniformFloat64(generator),
		overdue: uniformFloat64(generator) < tasks.overdue,
		// Exponential: many new tasks, few old ones.
		task_age_days: 0 - tasks.mean_age_days * Math.log1p(0 - uniformFloat64(generator)),
	};
}

/** Names, and up to which share of the whole each reaches. */
interface Spread {
	readonly names: readonly string[];
	readonly upTo: readonly number[];
}

function spreadOf(weights: Readonly<Record<string, number>>): Spread {
	// In an order of its own: where in a file a name stands changes nothing.
	const names = Object.keys(weights).sort();
	const whole = names.reduce((sum, name) => sum + (weights[name] as number), 0);
	let sum = 0;
	const upTo = names.map((name) => {
		sum += weights[name] as number;
		return sum / whole;
	});
	return { names, upTo };
}

function drawnOf({ names, upTo }: Spread, generator: RandomGenerator): string {
	const chance = uniformFloat64(generator);
	const at = upTo.findIndex((end) => chance < end);
	return names[at < 0 ? names.length - 1 : at] as string;
}
