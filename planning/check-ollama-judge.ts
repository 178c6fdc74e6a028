import type { AutoJudge } from '../domain/judging/auto-judge';
import { gpuMemoryBytes } from '../machine/gpu-memory';
import type { Ollama } from '../ollama/client';
import { listModels, showModel } from '../ollama/models';
import { isOnThisMachine } from '../ollama/on-this-machine';
import type { Clients } from './clients';
import type { FaultList } from './fault-list';
import { ollamasOf } from './gpu-ollamas';
import type { FoundModel, JudgeSetting } from './judge-setting';
import { planOnAll } from './plan-on-all';

/** Weights aside, what a runner takes: context and buffers, as a share of the file. */
const overheadShare = 0.25;

/**
 * Looks an auto judge's model up on the Ollama of every GPU: any of them may be the one that it is asked on.
 * @throws TipBenchError OllamaUnavailable, OllamaRefused
 */
export async function checkOllamaJudge(
	clients: Clients,
	judge: Extract<AutoJudge, { api: 'ollama' }>,
	{ gpus, sources, limit, contestants }: JudgeSetting,
	faults: FaultList,
): Promise<FoundModel | null> {
	const [first, ...others] = ollamasOf(clients, gpus, sources);
	const name = judge.model ?? (await anyOf(contestants, first.ollama));
	if (name === null) {
		faults.add(`${judge.kind} takes one of the contestants, and Ollama at ${first.ollama.url} has none of them`);
		return null;
	}
	const { models, faults: found } = await planOnAll(first, others, [name], limit);
	faults.add(...found);
	const [model] = models;
	if (model === undefined || found.length > 0) return null;
	const [shown, memory] = await Promise.all([
		showModel(first.ollama, model.name),
		lookAtMemory(
			Object.values(gpus),
			async () => (await listModels(first.ollama)).find(isModel(model.digest))?.size ?? 0,
		),
	]);
	if (memory.fault !== null) {
		faults.add(`${judge.kind}: ${memory.fault}`);
		return null;
	}
	const same = contestants.find(isModel(model.digest));
	const isContestant = `${judge.kind} judges its own candidates too: \`${model.name}\` is a contestant`;
	return {
		model: model.name,
		weights: { digest: model.digest, parameters: model.parameters, think: model.think },
		context: Math.min(judge.context, shown.context_length ?? judge.context),
		notes: [...memory.notes, ...(same === undefined ? [] : [isContestant])],
	};
}

/** The smallest of the contestants that an Ollama has. */
async function anyOf(contestants: JudgeSetting['contestants'], ollama: Ollama): Promise<string | null> {
	const digests = new Set(contestants.map(({ digest }) => digest));
	const there = (await listModels(ollama)).filter(({ digest }) => digests.has(digest));
	return there.sort((a, b) => (a.size ?? 0) - (b.size ?? 0) || (a.name < b.name ? -1 : 1))[0]?.name ?? null;
}

/** Whether a model fits the card, where it is this machine's and can be seen. @param bytesOf the size of its file */
async function lookAtMemory(
	urls: readonly string[],
	bytesOf: () => Promise<number>,
): Promise<{ fault: string | null; notes: string[] }> {
	const card = urls.some(isOnThisMachine) ? await gpuMemoryBytes() : null;
	if (card === null) return { fault: null, notes: [] };
	const bytes = await bytesOf();
	const gb = (size: number) => `${(size / 1e9).toFixed(1)} GB`;
	if (bytes > card) {
		const fault = `its weights take ${gb(bytes)}, more than the GPU has (${gb(card)}): choose a smaller judge`;
		return { fault, notes: [] };
	}
	if (bytes * (1 + overheadShare) <= card) return { fault: null, notes: [] };
	const tight = `the judge takes about ${gb(bytes * (1 + overheadShare))} of the GPU's ${gb(card)}: part of it may run on the CPU`;
	return { fault: null, notes: [tight] };
}

function isModel(digest: string): (each: { readonly digest: string }) => boolean {
	return (each) => each.digest === digest;
}
