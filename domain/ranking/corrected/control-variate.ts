import { byScenario } from '../agreement/scenario-groups';
import type { SampledRun } from './sampled-run';

/** Two ways to a row's mean, with what each scenario adds to their errors. */
export interface Parts {
	/** The mean by people's scores alone, each weighted by 1 / chance. */
	readonly people: number;
	/** The mean of all auto scores less that of those that people have scored, weighted likewise: 0 but for chance. */
	readonly control: number;
	/** By scenario: how far each of the two moves without it. */
	readonly moves: readonly { readonly people: number; readonly control: number }[];
	/** Scenarios in which people have scored a run that was drawn. */
	readonly labelled: number;
}

/**
 * The parts of prediction-powered inference for a mean (Angelopoulos, Bates, Fannjiang, Jordan & Zrnic 2023, Science 382)
 * where the labelled runs were drawn from all with known chances: people's weighted mean, and a control variate from the
 * auto scores, which is 0 in expectation. Weights are normed by their sum (Hájek 1971), so it also holds while people have
 * answered for a part, as long as it is a part by chance. Errors come from leaving out one scenario after the other, as in
 * `clusteredMean`. Runs whose score needs no judge count as they are. The mean is over means of scenarios.
 * @param runs each with an auto score, or known
 * @returns `null` where people have scored none that was drawn
 */
export function partsOf(runs: readonly SampledRun[]): Parts | null {
	const scenarios = byScenario(runs).map((group) => sumsOf(group.map((run) => termOf(run, group.length))));
	const all = sumsOf(scenarios);
	if (all.drawn <= 0) return null;
	const whole = meansOf(all, scenarios.length);
	const moves = scenarios.map((own) => {
		const without = meansOf(less(all, own), scenarios.length - 1);
		return { people: without.people - whole.people, control: without.control - whole.control };
	});
	return { ...whole, moves, labelled: scenarios.filter(({ drawn }) => drawn > 0).length };
}

/** What a run adds to a row, or a scenario, or all of them: 1 a scenario, in `known` and `open` together. */
interface Sums {
	/** Of runs whose score is known with no doubt: that score. */
	readonly knownScore: number;
	/** Of the others: how much they are of the scenario, and their auto score. */
	readonly open: number;
	readonly openAuto: number;
	/** `open` by 1 / chance, where people have scored it; with people's score, and the auto one. */
	readonly drawn: number;
	readonly drawnPeople: number;
	readonly drawnAuto: number;
}

function termOf({ auto, people, chance, by_rule }: SampledRun, inScenario: number): Sums {
	const share = 1 / inScenario;
	const none = { knownScore: 0, open: 0, openAuto: 0, drawn: 0, drawnPeople: 0, drawnAuto: 0 };
	if (by_rule || auto === null) return { ...none, knownScore: share * (people ?? 0) };
	const open = { ...none, open: share, openAuto: share * auto };
	if (people === null) return open;
	const drawn = share / chance;
	return { ...open, drawn, drawnPeople: drawn * people, drawnAuto: drawn * auto };
}

function meansOf({ knownScore, open, openAuto, drawn, drawnPeople, drawnAuto }: Sums, scenarios: number) {
	return {
		people: (knownScore + (open * drawnPeople) / drawn) / scenarios,
		control: (openAuto - (open * drawnAuto) / drawn) / scenarios,
	};
}

function sumsOf(all: readonly Sums[]): Sums {
	return {
		knownScore: sum(all, (each) => each.knownScore),
		open: sum(all, ({ open }) => open),
		openAuto: sum(all, ({ openAuto }) => openAuto),
		drawn: sum(all, ({ drawn }) => drawn),
		drawnPeople: sum(all, ({ drawnPeople }) => drawnPeople),
		drawnAuto: sum(all, ({ drawnAuto }) => drawnAuto),
	};
}

function less(all: Sums, own: Sums): Sums {
	return {
		knownScore: all.knownScore - own.knownScore,
		open: all.open - own.open,
		openAuto: all.openAuto - own.openAuto,
		drawn: all.drawn - own.drawn,
		drawnPeople: all.drawnPeople - own.drawnPeople,
		drawnAuto: all.drawnAuto - own.drawnAuto,
	};
}

/**
 * How much of the control variate makes the error least: PPI++'s power tuning (Angelopoulos, Duchi & Zrnic 2023,
 * arXiv 2311.01453, section 6) for whatever chances and clusters: −cov(people, control) / var(control). From 0 (people
 * alone) to 1 (the judge is taken at its word, point for point).
 */
export function bestShare({ moves }: Parts): number {
	const cross = sum(moves, ({ people, control }) => people * control);
	const square = sum(moves, ({ control }) => control * control);
	return square < 1e-18 ? 0 : Math.min(1, Math.max(0, -cross / square));
}

/** The estimate and its standard error, clustered by scenario, with so much of the control variate. */
export function estimateWith({ people, control, moves }: Parts, share: number): { mean: number; error: number } {
	const scenarios = moves.length;
	const squares = sum(moves, (each) => (each.people + share * each.control) ** 2);
	return { mean: people + share * control, error: Math.sqrt(((scenarios - 1) / scenarios) * squares) };
}

function sum<Each>(all: readonly Each[], of: (each: Each) => number): number {
	return all.reduce((total, each) => total + of(each), 0);
}
