import { chanceOf } from '../../statistics/test-support/tables';
import { decideGate } from '../decide-gate';
import type { GateRow } from '../gate-document';
import { gateOf, madeScores, rowOf } from './made-gates';

/** How many benches are made, of what size, and what is asked of them. */
export interface Simulated {
	readonly benches: number;
	readonly scenarios: number;
	readonly candidates: number;
	/** How many gates are asked of a bench, one after the other, and how many more scenarios each next one has. */
	readonly looks?: number;
	readonly step?: number;
	readonly skewed?: boolean;
	/** Names the best candidate after the scores were seen, as nobody should. */
	readonly cheats?: boolean;
	/** Every candidate is better by just this, which is the bound. */
	readonly bound?: number;
}

/** The share of benches in which a candidate was promoted though none is better than the bound. */
export function falsePromotions({
	benches,
	scenarios,
	candidates,
	looks = 1,
	step = scenarios,
	skewed = false,
	cheats = false,
	bound = 0,
}: Simulated): number {
	const chance = chanceOf(scenarios * 1_000 + candidates * 10 + looks);
	let wrong = 0;
	for (let bench = 0; bench < benches; bench += 1) {
		const [base = [], ...others] = madeScores(candidates + 1, scenarios + step * (looks - 1), chance, { skewed });
		const asked = Array.from({ length: looks }, (_each, at) => at + 1);
		const isPromoted = (look: number) => {
			const seen = (scores: readonly number[]) => scores.slice(0, scenarios + step * (look - 1));
			const rows = others.map((scores, at) =>
				rowOf(
					`model ${at}`,
					seen(scores).map((each) => each + bound),
				),
			);
			const baseline = rowOf('base', seen(base));
			const shown = cheats ? [bestOf(baseline, rows)] : rows;
			return decideGate(gateOf([baseline, ...shown], { better_by: bound }, { number: look })).answer === 'promote';
		};
		if (asked.some(isPromoted)) wrong += 1;
	}
	return wrong / benches;
}

function bestOf(baseline: GateRow, [first, ...others]: readonly GateRow[]): GateRow {
	const total = ({ composites }: GateRow) => composites.flat().reduce((sum, each) => sum + each, 0);
	return others.reduce((best, each) => (total(each) > total(best) ? each : best), first ?? baseline);
}

/** Above what share a simulation of so many benches says that the true one is above 5 %: three standard errors. */
export function tooOften(benches: number): number {
	return 0.05 + 3 * Math.sqrt((0.05 * 0.95) / benches);
}
