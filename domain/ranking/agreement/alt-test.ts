import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import { clusteredMean } from './clustered-mean';
import { equalWithin } from './estimate';
import type { AltTest } from './worth-parts-schema';

/** A run that the judge and people have scored. */
export interface PeoplesRun {
	readonly scenario: string;
	readonly judge: number;
	/** By their names. */
	readonly people: Readonly<Record<string, number>>;
}

/** People here work by a rubric: "skilled annotators" in the paper's words (0.2 for experts, 0.1 for a crowd). */
const usualEpsilon = 0.15;
const falseDiscoveries = 0.05;
const fewestRuns = 30;
const enoughRuns = 50;
const fewestForT = 2;

/**
 * The alternative annotator test (Calderon, Reichart & Dror, ACL 2025, 16051–16081): each person in turn is left out, and
 * judge and person are held against the others by mean squared distance. The judge wins where a one-sided t-test shows that
 * the person is nearer to the others at most ε more often than the judge; over people by Benjamini & Yekutieli (2001,
 * Annals of Statistics 29) at 5 %. The test here lets runs of one scenario be alike; with one run a scenario it is the
 * paper's. A person counts with 30 runs or more that somebody else has scored too. What is no finite number counts as
 * missing.
 * @throws RangeError for an ε that is not 0 to below 1: at 1 every judge would pass
 */
export function altTest(runs: readonly PeoplesRun[], epsilon: number = usualEpsilon): AltTest {
	if (!(epsilon >= 0 && epsilon < 1)) throw new RangeError(`ε is at least 0 and below 1, not ${epsilon}`);
	const shared = runs
		.map((run) => ({ ...run, people: finite(run.people) }))
		.filter(({ judge, people }) => Number.isFinite(judge) && Object.keys(people).length > 1);
	const names = [...new Set(runs.flatMap(({ people }) => Object.keys(people)))].sort();
	const compared = names.map((name) => ({ name, runs: shared.filter(({ people }) => Object.hasOwn(people, name)) }));
	const counting = compared.filter((each) => each.runs.length >= fewestRuns && scenariosOf(each.runs) >= fewestForT);
	const left_out = compared
		.filter((each) => !counting.includes(each))
		.map(({ name, runs: own }) => ({ name, runs: own.length }));
	const people = counting.map(({ name, runs: own }) => comparison(name, own, epsilon));
	const shown = { epsilon, rate: falseDiscoveries, left_out };
	if (people.length === 0) {
		const reason = `it needs two people with ${fewestRuns} runs that both have scored, in two scenarios or more`;
		return { ...shown, winning_rate: null, advantage: null, people: [], reason, weakness: '' };
	}
	const won = winners(people);
	return {
		...shown,
		winning_rate: won.size / people.length,
		advantage: people.reduce((sum, { advantage }) => sum + advantage, 0) / people.length,
		people: people.map(({ name, runs: own, scenarios, difference }) => ({
			...{ name, runs: own, scenarios, difference, won: won.has(name) },
		})),
		reason: null,
		weakness: weaknessOf(people),
	};
}

interface Comparison {
	readonly name: string;
	readonly runs: number;
	readonly scenarios: number;
	readonly degrees: number;
	readonly difference: number;
	/** (difference − ε) in standard errors, −∞ or ∞ where there is no error. */
	readonly t: number;
	readonly advantage: number;
}

function comparison(name: string, runs: readonly PeoplesRun[], epsilon: number): Comparison {
	const near = runs.map(({ scenario, judge, people }) => {
		const others = Object.keys(people).flatMap((other) => (other === name ? [] : [people[other] ?? 0]));
		const [ofPerson, ofJudge] = [distance(people[name] ?? 0, others), distance(judge, others)];
		return { scenario, person: ofPerson <= ofJudge + equalWithin, judge: ofJudge <= ofPerson + equalWithin };
	});
	const values = near.map(({ scenario, person, judge }) => ({
		scenario,
		weight: 1,
		value: Number(person) - Number(judge),
	}));
	const { mean, error, scenarios, degrees } = clusteredMean(values) ?? { mean: 0, error: 0, scenarios: 0, degrees: 0 };
	const above = mean - epsilon;
	const t = error === 0 ? (above < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY) : above / error;
	const advantage = near.filter(({ judge }) => judge).length / near.length;
	return { name, runs: runs.length, scenarios, degrees, difference: mean, t, advantage };
}

/**
 * Whom the judge wins against: those whose p is at most the largest level k·q/(m·H_m) that k of the p values reach. A p is
 * at most a level where t is at most its quantile, so no p is needed.
 */
function winners(people: readonly Comparison[]): Set<string> {
	const harmonic = people.reduce((sum, _, at) => sum + 1 / (at + 1), 0);
	for (let count = people.length; count > 0; count -= 1) {
		const level = (count * falseDiscoveries) / (people.length * harmonic);
		const reached = people.filter(({ t, degrees }) => t <= quantileOfT(level, degrees));
		if (reached.length >= count) return new Set(reached.map(({ name }) => name));
	}
	return new Set();
}

function weaknessOf(people: readonly Comparison[]): string {
	const fewest = Math.min(...people.map(({ runs }) => runs));
	return [
		...(fewest < enoughRuns ? [`few runs: ${fewest}, where ${enoughRuns} to 100 are wise`] : []),
		...(people.length < 3
			? [`${people.length === 1 ? 'one person' : 'two people'}, where three or more are better`]
			: []),
	].join('; ');
}

function finite(people: PeoplesRun['people']): PeoplesRun['people'] {
	return Object.fromEntries(Object.entries(people).filter(([, score]) => Number.isFinite(score)));
}

function scenariosOf(runs: readonly PeoplesRun[]): number {
	return new Set(runs.map(({ scenario }) => scenario)).size;
}

/** Mean squared: in the same order as the root of it. */
function distance(score: number, others: readonly number[]): number {
	return others.reduce((sum, other) => sum + (score - other) ** 2, 0) / others.length;
}
