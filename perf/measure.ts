import type { Choice } from './choice';
import { thisMachine } from './report/machine';
import type { Kept, Results } from './results';
import { measureContention } from './sections/contention';
import { measureEndpoint } from './sections/endpoint';
import { measureJudging } from './sections/judging';
import { measureManyRuns } from './sections/many-runs';
import { measurePair } from './sections/pair';
import { measurePolicies } from './sections/policies';
import { measureRecording } from './sections/recording';
import { measureServer } from './sections/server';
import { measureServing } from './sections/serving';
import { compareSideBySide, contestantNames } from './sections/side-by-side';
import { measureSitting } from './sections/sitting';
import { measureStart } from './sections/start';
import { measureThroughput } from './sections/throughput';
import { comparedJudge } from './settings';
import type { PerfStage } from './stage/stage';

const startsPerRound = 5;
const recordedCells = 600;
const contendedCellsPerRound = 50;
const judgedByEndpoint = 800;
const sizes = [1_000, 10_000];
const waitingRuns = 5_000;
const judgedRuns = 10_000;
const servedRuns = 10_000;
const playedEpisodes = 10_000;
const servedUsers = 100_000;
const enduranceSize = 100_000;

/** Measures what was chosen, one thing after another: two at once would measure each other. */
export async function measure(stage: PerfStage, { only, rounds, full, runs }: Choice): Promise<Results> {
	const results: Results = {};
	const runBegan = new Date().toISOString();
	const keep = <T>(value: T): Kept<T> => ({
		measuredAt: new Date().toISOString(),
		runBegan,
		machine: thisMachine(stage),
		value,
	});
	const contestants = contestantNames.filter((name) => only.includes(name));
	if (contestants.length > 0) results.sideBySide = keep(await compareSideBySide(stage, contestants, rounds));
	if (only.includes('pair')) results.pair = keep(await measurePair(stage, rounds));
	if (only.includes('start')) results.start = keep(await measureStart(stage, startsPerRound * rounds));
	if (only.includes('recording')) results.recording = keep(await measureRecording(stage, recordedCells, rounds));
	if (only.includes('contention')) {
		results.contention = keep(await measureContention(stage, contendedCellsPerRound * rounds));
	}
	if (only.includes('throughput')) results.throughput = keep(await measureThroughput(stage, sizes));
	if (only.includes('judging')) results.judging = keep(await measureJudging(stage, runs ?? comparedJudge.runs, rounds));
	if (only.includes('sitting')) results.sitting = keep(await measureSitting(stage, runs ?? waitingRuns));
	if (only.includes('many-runs')) {
		results.manyRuns = keep(await measureManyRuns(stage, runs ?? judgedRuns, rounds));
	}
	if (only.includes('server')) results.server = keep(await measureServer(stage, runs ?? servedRuns, rounds));
	if (only.includes('endpoint')) results.endpoint = keep(await measureEndpoint(stage, judgedByEndpoint, rounds));
	if (only.includes('policies')) results.policies = keep(await measurePolicies(stage, playedEpisodes, rounds));
	if (only.includes('serving')) results.serving = keep(await measureServing(stage, runs ?? servedUsers));
	if (full) {
		const [endurance] = await measureThroughput(stage, [enduranceSize]);
		if (endurance) results.endurance = keep(endurance);
	}
	return results;
}
