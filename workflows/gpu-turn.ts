import { ApplicationFailure, CancellationScope } from '@temporalio/workflow';
import type { PlannedModel } from '../domain/cell';
import { unloading } from './activity-stubs';
import type { Gpu } from './contract';
import { reasonOf } from './failure-reason';

/**
 * Works through the models that wait, on one GPU, and leaves its memory empty. Several GPUs share the list.
 * @param waiting models are taken from its front
 * @param note takes what a person should know but that fails nothing
 */
export async function withGpu(
	gpu: Gpu,
	waiting: PlannedModel[],
	work: (model: PlannedModel) => Promise<void>,
	note: (text: string) => void,
): Promise<void> {
	let used = false;
	try {
		for (let model = waiting.shift(); model !== undefined; model = waiting.shift()) {
			await work(model);
			used = true;
		}
	} catch (error) {
		// Where another bench is at work, the model in memory is that bench's.
		used ||= !(error instanceof ApplicationFailure && error.type === 'ExperimentBusy');
		throw error;
	} finally {
		if (used) await CancellationScope.nonCancellable(() => unload(gpu, note));
	}
}

async function unload(gpu: Gpu, note: (text: string) => void): Promise<void> {
	try {
		await unloading(gpu.queue).unloadAll.executeWithOptions({ summary: 'unload' }, [gpu.ollama_url]);
	} catch (error) {
		note(`the last model was not seen to leave memory: ${reasonOf(error)}`);
	}
}
