import { activityInfo } from '@temporalio/activity';
import type { JudgeItem } from '../contracts/judge';
import { sha256Hex } from '../domain/hash';
import { type AutoJudgment, autoJudgmentSchema } from '../domain/judging/auto-judgment';
import { createSpool, type SpoolPlace } from './spool';

/** Judgments on this machine's disk that may not have reached Temporal yet. */
export interface KeptJudgments {
	/** Makes a judgment and keeps it, unless there is one that an earlier attempt, or a run of its chain, had made. */
	once(item: JudgeItem, make: () => Promise<AutoJudgment>): Promise<AutoJudgment>;
}

/**
 * A worker gives up telling Temporal of a judgment after some 25 s, and a killed one cannot tell it at all; whoever asks
 * for the same on this machine finds it here, and no model is asked twice.
 */
export function keptJudgments(spoolDir: string, say: (line: string) => void): KeptJudgments {
	// Apart from the answers of cells, so that neither takes the other's place.
	const spool = createSpool(`${spoolDir}-judgments`, autoJudgmentSchema, say);
	return {
		once: async (item, make) => {
			const place = placeOf(item);
			const kept = await spool.findOfBlock(place);
			if (kept !== undefined && isOfUse(kept, item)) return kept;
			const judgment = await make();
			await spool.keep(place, judgment);
			return judgment;
		},
	};
}

/** @see JudgePlan.planned_at */
function isOfUse({ judged_at, scores, run_id }: AutoJudgment, item: JudgeItem): boolean {
	if (run_id !== item.run_id) return false;
	return judged_at >= item.planned_at || (scores !== null && !item.again);
}

function placeOf({ run_id, judge }: JudgeItem): SpoolPlace {
	const { workflowExecution, activityId } = activityInfo();
	const { workflowId: block = '', runId: workflowRunId = '' } = workflowExecution ?? {};
	return { block, workflowRunId, activityId, cellKey: sha256Hex(`${run_id} ${judge.hash}`) };
}
