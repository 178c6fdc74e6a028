import { workflowInfo } from '@temporalio/workflow';
import type { PairToRecord, SimPlan } from '../contracts/sim';
import { recording } from './activity-stubs';
import { recordSoon } from './recorder';
import { dropWhereReset } from './resets';
import type { SimRun } from './sim-run';
import { underway } from './standstill';

/** Results of so many episodes go to MLflow at a time at most: 40 bytes each, and Temporal takes 2 MB. */
const mostEpisodes = 10_000;

/** Takes in what came of a (persona, policy), and sees it to its run. */
export function recordPair(plan: SimPlan, run: SimRun, pair: PairToRecord, show: () => void): void {
	recordSoon(run.record, pair, {
		take: (waiting) => waiting.splice(0, Math.max(1, Math.min(10, Math.floor(mostEpisodes / plan.seeds)))),
		record: async (some) => {
			await dropWhereReset();
			const { at, setting } = plan;
			const planned = { at, setting };
			const summary = some
				.map(({ persona, policy }) => `${persona.name} × ${policy}`)
				.join(', ')
				.slice(0, 200);
			const named = some.map(({ results: _results, ...each }) => each);
			const { workflowId } = workflowInfo();
			const create = () => recording.createSimRuns.executeWithOptions({ summary }, [planned, workflowId, named]);
			const ids = await underway(run.underway, null, create);
			const runs = some.map((each, at) => ({ ...each, run_id: ids[at] ?? '' }));
			await dropWhereReset();
			const fill = () => recording.fillSimRuns.executeWithOptions({ summary }, [planned, runs]);
			await underway(run.underway, null, fill);
			run.status.pairs.recorded += some.length;
			show();
		},
		failed: (why) => {
			run.failed ??= { why };
		},
	});
}
