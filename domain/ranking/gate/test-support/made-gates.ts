import { gateSchema } from '../gate-config';
import type { GateInput, GateRow } from '../gate-document';

/** A row with one valid judged cell a scenario, by a person. */
export function rowOf(name: string, composites: readonly (number | null)[], more: Partial<GateRow> = {}): GateRow {
	return {
		...{ model: name, prompt: 'v1', parameters: 1e9, pending: 0, auto_judges: [], trial: false },
		composites: composites.map((each) => (each === null ? [] : [each])),
		invalid: composites.map(() => 0),
		whose: { lazy: composites.length, auto: 0, rule: 0 },
		...more,
	};
}

/** A gate on these rows, the first of them the baseline. */
export function gateOf(
	[baseline, ...candidates]: readonly [GateRow, ...GateRow[]],
	asked: Readonly<Record<string, unknown>> = {},
	more: Partial<GateInput> = {},
): GateInput {
	const named = gateSchema.parse({ baseline: `${baseline.model},${baseline.prompt}`, ...asked });
	return {
		...{ format: 'tip-bench-gate/1', asked: named, experiment: 'tips-1', seed: 0, number: 1, trust: null },
		rubric: { name: 'tip-v1', hash: null, lowest_composite: 2 },
		scenarios: baseline.composites.map((_each, at) => `scenario ${at}`),
		...{ baseline, candidates },
		...more,
	};
}

/**
 * Composites as the rubric tip-v1 gives them: whole numbers from 2 to 17, tied, each scenario with a difficulty of its own,
 * a tenth of the answers empty (3 points), and, where asked for, skewed towards the top.
 * @param rows exchangeable ones
 * @returns by row, then scenario
 */
export function madeScores(
	rows: number,
	scenarios: number,
	chance: () => number,
	{ skewed = false } = {},
): readonly (readonly number[])[] {
	const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
	const difficulty = Array.from({ length: scenarios }, () => normal() * 1.5);
	return Array.from({ length: rows }, () =>
		difficulty.map((hard) => {
			if (chance() < 0.1) return 3;
			const spread = skewed ? -2.5 * Math.log(1 - chance()) : 2.5 * normal();
			return Math.min(17, Math.max(2, Math.round((skewed ? 16 - spread : 11 + spread) + hard)));
		}),
	);
}
