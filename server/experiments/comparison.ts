import type { z } from '@hono/zod-openapi';
import { TipBenchError } from '../../domain/errors';
import { nameHint } from '../../domain/nearest-name';
import { rowText } from '../../domain/ranking/gate/row-text';
import { readableCandidates } from '../../judging/entry-of-run';
import { withTexts } from '../../mlflow/recorded-runs';
import type { ExperimentNow } from '../kept/experiment-now';
import type { KeptRuns } from '../kept/kept-runs';
import { stateOf } from '../kept/run-state';
import {
	type ComparedScenario,
	comparedScenarios,
	type comparisonOrders,
	type comparisonSchema,
	meanDifference,
	type RowName,
} from './compare';
import type { ExperimentDesk } from './desk';

/** Which page of two rows' scenarios is asked for. */
export interface ComparisonAsked {
	readonly a: RowName;
	readonly b: RowName;
	readonly order: (typeof comparisonOrders)[number];
	readonly from: number;
	readonly limit: number;
}

/**
 * Two rows side by side, with what the models wrote.
 * @throws TipBenchError UnknownName, MlflowUnavailable
 */
export async function comparisonOf(
	desk: Pick<ExperimentDesk, 'textsOf'>,
	now: ExperimentNow,
	runs: KeptRuns,
	{ a, b, order, from, limit }: ComparisonAsked,
): Promise<z.infer<typeof comparisonSchema>> {
	const experiment = now.experiment.name;
	const names = [...new Set(runs.cells.map(rowText))];
	for (const row of [a, b].map(rowText)) {
		if (names.includes(row)) continue;
		const hint = nameHint(row, names, 'it has none yet');
		throw new TipBenchError('UnknownName', `${experiment} has no row ${row}; ${hint}`);
	}
	const all = comparedScenarios(runs, a, b, order);
	const page = all.slice(from, from + limit);
	const ids = page.flatMap((each) => [...each.a.rows, ...each.b.rows].map(({ run_id }) => run_id));
	const texts = await desk.textsOf(now, ids);
	const candidatesOf = (id: string) => {
		const raw = texts.get(id);
		const found = raw === undefined ? null : withTexts(raw);
		return found === null ? null : readableCandidates(found);
	};
	const sideOf = ({ composite, rows }: ComparedScenario['a']) => ({
		composite,
		runs: rows.map((row) => ({
			...{ run_id: row.run_id, repeat: row.repeat, state: stateOf(row) },
			...{ composite: runs.packer.valueOf(row, 'composite'), candidates: candidatesOf(row.run_id) },
		})),
	});
	return {
		...{ experiment, a, b, scenarios: all.length },
		both: all.filter(({ difference }) => difference !== null).length,
		mean_difference: meanDifference(all),
		next: from + limit < all.length ? from + limit : null,
		items: page.map(({ scenario, difference, ...sides }) => ({
			...{ scenario, difference, a: sideOf(sides.a), b: sideOf(sides.b) },
		})),
	};
}
