import { ApplicationFailure, continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import { gpuSignal, pauseSignal, resumeSignal } from '../contracts/messages';
import { type BlockResult, type CollectInput, gpuSchema } from '../contracts/workflows';
import { type Cell, cellAt, type NamedHash, scenarioIndexOf } from '../domain/bench/cell';
import { countIndexes, fromRanges, type IndexRanges, takeFirst, toRanges } from '../domain/bench/index-ranges';
import { addReason } from '../domain/bench/reasons';
import { failedCellsNamed } from '../domain/bench/status';
import { whileBenchRuns } from './abandoned';
import { asking } from './activity-stubs';
import { type BlockRun, noteFailure, openBlock } from './block-run';
import { takeTurn } from './block-turn';
import { codedReasonOf } from './failure-reason';
import { fillCells } from './fill-cells';
import { unlessReset } from './resets';
import { ownExecution, underway, watchStandstill } from './standstill';
import { findMissing } from './take-over';
import { tellProgress, tellTroubles, tellTurn, troublesTeller } from './tell-bench';

/** About 15 events and 15 KB of history a cell: well below the limits of one run. */
const cellsARun = 500;

/** Fills one model's missing cells: load once, then generate cell by cell while earlier answers are recorded. */
export async function collect(input: CollectInput): Promise<BlockResult> {
	if (workflowInfo().parent === undefined) throw notByHand();
	const block = openBlock(input);
	listen(block);
	watchStandstill(block.underway, {
		asked: () => ({ workflows: [ownExecution()], queue: block.gpu?.queue ?? null }),
		model: input.block.model.name,
		tell: troublesTeller(block),
	});
	return unlessReset(
		() => whileBenchRuns(block, () => fillBlock(block)),
		() => continueAsNew<typeof collect>({ block: input.block, record: input.record, gpu: null, again: 'reset' }),
	);
}

async function fillBlock(block: BlockRun): Promise<BlockResult> {
	const { input } = block;
	const { carried } = input;
	if (input.again === 'reset' && carried === undefined) await askAnew(block);
	const missing = carried?.missing ?? (await findMissing(block));
	if (missing === '') return block.result;

	const { indexes, rest } = takeFirst(missing, cellsARun);
	// The names of scenarios come while the model loads.
	const [cellOf] = await Promise.all([cellsAt(block, indexes), takeTurn(block)]);
	const notBegun = await fillCells(block, indexes, cellOf, rest === '');
	const left = notBegun.length === 0 ? rest : toRanges([...notBegun, ...fromRanges(rest)]);
	if (block.broken !== null) await failAll(block, left, block.broken.why);
	await tellProgress(block);
	if (left === '' || block.broken !== null) return block.result;
	const { gpu, paused, result, troublesTold } = block;
	return continueAsNew<typeof collect>({ ...input, gpu, carried: { missing: left, result, paused, troublesTold } });
}

/** A run that was reset cannot know whether it had the GPU: the bench is made to take that turn back. */
async function askAnew(block: BlockRun): Promise<void> {
	await tellTurn(block, 'idle');
	// The run before may have told of what this one knows nothing of.
	await tellTroubles(block, []);
	block.gpu = null;
	await tellTurn(block, 'wanting');
}

function listen(block: BlockRun): void {
	setHandler(pauseSignal, () => {
		block.paused = true;
	});
	setHandler(resumeSignal, () => {
		block.paused = false;
	});
	setHandler(gpuSignal, (payload) => {
		const gpu = gpuSchema.safeParse(payload);
		if (gpu.success) block.gpu = gpu.data;
	});
}

/** How to make the cells at some places; the names of their scenarios come from the worker, which has the files. */
async function cellsAt(block: BlockRun, indexes: readonly number[]): Promise<(index: number) => Cell> {
	const { block: plan } = block.input;
	const places = [...new Set(indexes.map((index) => scenarioIndexOf(plan, index)))].sort((a, b) => a - b);
	const readScenarios = () => asking.scenariosAt(plan.scenarios, toRanges(places));
	const scenarios = await underway(block.underway, null, readScenarios);
	const byPlace = new Map<number, NamedHash | undefined>(places.map((place, at) => [place, scenarios[at]]));
	return (index) => cellAt(plan, index, byPlace.get(scenarioIndexOf(plan, index)));
}

/** A model that cannot be loaded has no cell; the first hundred are named, the others counted. */
async function failAll(block: BlockRun, left: IndexRanges, why: unknown): Promise<void> {
	const { indexes: named, rest } = takeFirst(left, failedCellsNamed);
	const cellOf = await cellsAt(block, named);
	for (const index of named) noteFailure(block, cellOf(index), why);
	const others = countIndexes(rest);
	block.result.failed += others;
	if (others > 0) block.result.failures = addReason(block.result.failures, codedReasonOf(why), others);
}

function notByHand(): ApplicationFailure {
	const message = '- `collect` fills the cells of a bench, which starts it: start a `bench` instead';
	return ApplicationFailure.create({ type: 'InvalidConfig', message, nonRetryable: true });
}
