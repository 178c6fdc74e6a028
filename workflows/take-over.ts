import { countCells } from '../domain/bench/cell';
import { countIndexes, type IndexRanges } from '../domain/bench/index-ranges';
import { scanning } from './activity-stubs';
import { type BlockRun, seeTo } from './block-run';
import { recordAnswer } from './record-answers';
import { underway } from './standstill';

/**
 * The cells that a block still has to generate. What its earlier runs had accepted when somebody ended them is recorded
 * first: no accepted answer is made again.
 */
export async function findMissing(block: BlockRun): Promise<IndexRanges> {
	const { block: plan, record, again } = block.input;
	const seen = <T>(act: () => Promise<T>) => underway(block.underway, null, act);
	const askFormer = () => seen(() => scanning.formerAnswers(record.at, plan));
	const askMissing = () => seen(() => scanning.missingCells(record.at, plan));
	const [former, missing] = await Promise.all([askFormer(), askMissing()]);
	if (former.unrecorded === 0 && again === undefined) return noteReused(block, missing);
	for (let { answers, more } = former; ; { answers, more } = await askFormer()) {
		for (const answer of answers) recordAnswer(block, answer);
		await seeTo(() => block.record.recorders === 0);
		if (block.stop !== null) throw block.stop.why;
		if (!more) break;
	}
	// Whatever else may still be written for the last run is in vain; only then does MLflow say what is missing.
	const sweep = () => scanning.sweepBlock(record.at, record.bench, plan.model.digest);
	if (again !== undefined) await seen(sweep);
	return noteReused(block, await askMissing());
}

function noteReused({ input, result }: BlockRun, missing: IndexRanges): IndexRanges {
	result.reused = countCells(input.block) - countIndexes(missing) - result.done;
	return missing;
}
