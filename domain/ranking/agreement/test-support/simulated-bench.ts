import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { SampledRun } from '../../corrected/sampled-run';

/** What a simulated experiment is like; composites are whole numbers from 2 to 17. */
export interface Shape {
	readonly scenarios: number;
	readonly rows: number;
	readonly repeats: number;
	/** Where people's scores lie: in the middle, or at the ceiling, where a third of them is the most there is. */
	readonly at: 'middle' | 'ceiling';
	/** How much milder the judge is, in points. */
	readonly bias: number;
	/** Standard deviation of its error, of which a third of the variance is the scenario's. */
	readonly noise: number;
	/** Whether its scores keep to the scale, as real ones do; where not, its bias is `bias` to the letter. */
	readonly clipped: boolean;
	/** The share of runs with no candidate, which the rule scores. */
	readonly empty: number;
	/** The share of runs on which its samples are apart: it is worse there, and they are drawn for certain. */
	readonly apart: number;
}

export interface SimulatedRun {
	readonly scenario: string;
	readonly row: string;
	readonly people: number;
	readonly auto: number;
	readonly empty: boolean;
	readonly apart: boolean;
}

/** Draws numbers; the same seed gives the same ones. */
export interface Chance {
	/** 0 to 1. */
	uniform(): number;
	/** Standard normal. */
	normal(): number;
}

export function chanceOf(seed: number): Chance {
	const random = xoroshiro128plus(seed);
	const uniform = () => uniformFloat64(random);
	// Box and Muller 1958.
	const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
	return { uniform, normal };
}

const [lowest, highest, byRule] = [2, 17, 3];
const onScale = (score: number) => Math.min(highest, Math.max(lowest, score));

/** All runs of one simulated experiment. */
export function simulatedBench(shape: Shape, chance: Chance): SimulatedRun[] {
	const runs: SimulatedRun[] = [];
	const mean = shape.at === 'middle' ? 10 : 15.5;
	for (let scenario = 0; scenario < shape.scenarios; scenario += 1) {
		const [hard, seen] = [1.2 * chance.normal(), shape.noise * Math.sqrt(1 / 3) * chance.normal()];
		for (let row = 0; row < shape.rows; row += 1) {
			for (let repeat = 0; repeat < shape.repeats; repeat += 1) {
				const apart = chance.uniform() < shape.apart;
				const people = onScale(Math.round(mean + hard + 2 * chance.normal()));
				const error = seen + shape.noise * Math.sqrt(2 / 3) * chance.normal() * (apart ? 2 : 1);
				const auto = people + Math.round(error) + shape.bias + (apart ? 1 : 0);
				const names = { scenario: `s${scenario}`, row: `r${row}` };
				if (chance.uniform() < shape.empty)
					runs.push({ ...names, people: byRule, auto: byRule, empty: true, apart: false });
				else runs.push({ ...names, people, auto: shape.clipped ? onScale(auto) : auto, empty: false, apart });
			}
		}
	}
	return runs;
}

/**
 * What something is over all runs that there could be, far more exactly than so many experiments could tell: to 0.01 of a
 * point for 1,000 of them.
 */
export function truthOf(shape: Shape, times: number, of: (runs: readonly SimulatedRun[]) => number): number {
	const scenarios = Math.min(400_000, 400 * times);
	return of(simulatedBench({ ...shape, scenarios, rows: 1, repeats: 1 }, chanceOf(99)));
}

/**
 * The runs of one row as a spot check leaves them: those apart taken for certain, of the others a share by chance, without
 * replacement, and of those drawn so many answered.
 */
export function spotChecked(
	runs: readonly SimulatedRun[],
	{ share, answered }: { readonly share: number; readonly answered: number },
	chance: Chance,
): SampledRun[] {
	const open = runs.filter(({ empty, apart }) => !empty && !apart);
	const count = Math.ceil(share * open.length);
	const order = open.map((run) => ({ run, place: chance.uniform() })).sort((a, b) => a.place - b.place);
	const drawn = new Set(order.slice(0, count).map(({ run }) => run));
	return runs.map((run) => {
		const isAnswered = (drawn.has(run) || run.apart) && chance.uniform() < answered;
		return {
			scenario: run.scenario,
			auto: run.auto,
			people: run.empty || isAnswered ? run.people : null,
			chance: run.empty || run.apart ? 1 : count / open.length,
			by_rule: run.empty,
		};
	});
}

/** In how many of so many experiments something holds: 0 to 1. */
export function shareOf(times: number, seed: number, holds: (chance: Chance) => boolean): number {
	const chance = chanceOf(seed);
	let count = 0;
	for (let at = 0; at < times; at += 1) if (holds(chance)) count += 1;
	return count / times;
}
