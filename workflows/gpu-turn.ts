import { CancellationScope } from '@temporalio/workflow';
import type { PlannedModel } from '../domain/cell';
import { gpuActivities } from './activity-stubs';
import type { Gpu } from './contract';

/**
 * Works through the models that wait, on one GPU, and leaves its memory empty. Several GPUs share the list.
 * @param waiting models are taken from its front
 */
export async function withGpu(
	gpu: Gpu,
	waiting: PlannedModel[],
	work: (model: PlannedModel) => Promise<void>,
): Promise<void> {
	let used = false;
	try {
		for (let model = waiting.shift(); model !== undefined; model = waiting.shift()) {
			used = true;
			await work(model);
		}
	} finally {
		if (used) {
			const { unloadAll } = gpuActivities(gpu.queue);
			await CancellationScope.nonCancellable(() =>
				unloadAll.executeWithOptions({ summary: 'unload' }, [gpu.ollama_url]),
			);
		}
	}
}
