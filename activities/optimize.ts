import { activityInfo, getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import { changeActivePrompts, readActivePrompts } from '../catalog/active-prompt-file';
import type { OptimizeActivities } from '../contracts/optimize';
import { promoted } from '../domain/optimize/active-prompt';
import { planOptimize } from '../planning/plan-optimize';
import type { Dependencies } from './dependencies';
import { whileHeartbeating } from './while-heartbeating';

/** The activities of comparisons of prompts. */
export function optimizeActivities(dependencies: Dependencies): OptimizeActivities {
	const { catalog, env, say } = dependencies;
	return {
		planOptimize: (input, at) => whileHeartbeating(() => planOptimize(dependencies, input, { at, isWorker: true })),
		cancelOwnBench,
		promotePrompt: async ({ prompt, ...evidence }) => {
			let refused: string | null = null;
			const found = (await catalog.promptNames()).includes(prompt.name) ? await catalog.prompt(prompt.name) : null;
			if (found?.hash === prompt.hash)
				await changeActivePrompts(
					env,
					(prompts) => {
						const at = new Date().toISOString();
						const promotion = promoted(prompts, {
							prompt: prompt.name,
							hash: prompt.hash,
							at,
							evidence: { ...evidence, reasons: [...evidence.reasons] },
						});
						refused = promotion.refused;
						return promotion.prompts;
					},
					say,
				);
			else if (found === null) refused = `prompts/ holds no ${prompt.name} any more: it was there when it was compared`;
			else refused = `the file of ${prompt.name} has changed since it was compared: what has won is another text`;
			const { active } = await readActivePrompts(env);
			return { active: active?.prompt ?? null, refused };
		},
	};
}

async function cancelOwnBench(experiment: string): Promise<'cancelled' | 'foreign' | 'ended'> {
	const handle = getClient().workflow.getHandle(experiment);
	try {
		const { status, raw } = await handle.describe();
		const { parentExecution, firstRunId } = raw.workflowExecutionInfo ?? {};
		if (status.name !== 'RUNNING') return 'ended';
		if (parentExecution?.workflowId !== activityInfo().workflowExecution?.workflowId) return 'foreign';
		await getClient()
			.workflow.getHandle(experiment, undefined, { firstExecutionRunId: firstRunId ?? '' })
			.cancel();
		return 'cancelled';
	} catch (error) {
		if (error instanceof WorkflowNotFoundError) return 'ended';
		throw error;
	}
}
