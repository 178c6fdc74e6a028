import { activityInfo } from '@temporalio/activity';
import type { GenerateInput, GpuActivities } from '../contracts/activities';
import type { JudgeGpuActivities } from '../contracts/judge';
import { type Generation, generationSchema } from '../domain/bench/generation';
import { TipBenchError } from '../domain/errors';
import { isPartlyOffGpu } from '../ollama/invalid-reason';
import { makeResident } from '../ollama/residency';
import { unloadOne } from '../ollama/resident';
import { createTurns } from '../ollama/turn';
import { checkPlanned } from '../planning/unchanged';
import { boundedTries } from './bounded-tries';
import type { GpuDependencies } from './dependencies';
import { generateCell } from './generate-cell';
import { judgeGpuActivities } from './judge';
import { createSpool, type Spool, type SpoolPlace } from './spool';
import { whileHeartbeating } from './while-heartbeating';

/** The activities of a GPU's queue: each has the turn at its Ollama from looking what is resident until it ends. */
export function gpuActivities(dependencies: GpuDependencies): GpuActivities & JudgeGpuActivities {
	const { catalog, clients, spoolDir, say } = dependencies;
	const spool = createSpool(spoolDir, generationSchema, say);
	const turns = createTurns(say);
	const inTurn = <T>(url: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> =>
		whileHeartbeating((signal, tellWait) => turns.take(url, signal, () => work(signal), tellWait));
	return {
		load: async (url, model, numCtx, planned) => {
			if (planned !== undefined) await checkPlanned(catalog, planned);
			return inTurn(url, async (signal) => {
				const made = await boundedTries(() => makeResident(clients.ollama(url), model, numCtx, signal));
				const { evicted, resident } = made;
				return { evicted, gpu_share: isPartlyOffGpu(resident) ? resident.size_vram / resident.size : null };
			});
		},
		generate: (input) =>
			inTurn(input.ollama_url, (signal) =>
				onceOnly(spool, input, () => generateCell(catalog, clients.ollama(input.ollama_url), input, signal)),
			),
		...judgeGpuActivities(dependencies, inTurn),
		unload: (url, digest) => inTurn(url, (signal) => unloadOne(clients.ollama(url), digest, signal)),
	};
}

/**
 * An answer that an earlier attempt of this activity had, but that never reached Temporal, is not made again. Looked for
 * within the turn: the earlier attempt may have held it until now.
 * @throws TipBenchError Superseded, where the block was reset since it asked
 */
async function onceOnly(
	spool: Spool<Generation>,
	input: GenerateInput,
	make: () => Promise<Generation>,
): Promise<Generation> {
	const { workflowExecution, activityId, attempt } = activityInfo();
	const { workflowId: block = '', runId: workflowRunId = '' } = workflowExecution ?? {};
	// The run before may have had the answer to this; the new one finds out, and asks for what it needs.
	if (input.asked_by !== workflowRunId) throw new TipBenchError('Superseded', 'its block was reset and looks again');
	const place: SpoolPlace = { block, workflowRunId, activityId, cellKey: input.cell.key };
	const ofThis = attempt > 1 ? await spool.find(place) : undefined;
	const earlier = ofThis ?? (input.again ? await spool.findOfBlock(place) : undefined);
	if (earlier !== undefined) return earlier;
	const generation = await make();
	// Not waited for: the next cell need not, and a next attempt of this one in this process does.
	void spool.keep(place, generation);
	return generation;
}
