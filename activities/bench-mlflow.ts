import { getClient } from '@temporalio/activity';
import { type BenchMemo, benchMemoSchema, benchWorkflowType } from '../contracts/workflows';

/**
 * The MLflow that the newest bench of an experiment records in, `null` where Temporal knows of none. A judge file's own
 * word is not enough: anybody may have written it, and credentials go where this says.
 */
export async function mlflowOfExperiment(experiment: string): Promise<string | null> {
	return (await newestBench(experiment))?.mlflow_url ?? null;
}

/** What the newest bench of an experiment keeps with its execution, `null` where Temporal knows of none. */
export async function newestBench(experiment: string): Promise<BenchMemo | null> {
	const query = `WorkflowType = '${benchWorkflowType}' AND ExecutionStatus != 'ContinuedAsNew'`;
	let newest: { readonly memo: BenchMemo; readonly startTime: Date } | null = null;
	for await (const { memo, startTime } of getClient().workflow.list({ query })) {
		const found = benchMemoSchema.safeParse(memo ?? {}).data;
		if (found?.experiment !== experiment || found.mlflow_url === undefined) continue;
		if (newest === null || startTime > newest.startTime) newest = { memo: found, startTime };
	}
	return newest?.memo ?? null;
}
