import { median, summaryOf } from '../observe/statistics';
import type { Results } from '../results';
import { endpointRatio } from '../sections/endpoint';
import { recordingRatio } from '../sections/recording';
import type { SideBySide } from '../sections/side-by-side';
import { memoryAt, type Throughput } from '../sections/throughput';
import { atLeast, atMost, exactly, type PerfTarget } from './bounds';
import { judgingTargets, manyRunsTargets, sittingTargets } from './judging-targets';
import { grouped, megabytes } from './numbers';
import { policiesTargets } from './policies-grid';
import { timeRatio } from './ratios';
import { serverTargets } from './server-grid';
import { servingTargets } from './serving-grid';

/** Every target that the results can speak about. */
export function targetsOf(results: Results): PerfTarget[] {
	const { sideBySide, pair, start, recording, throughput, endurance, endpoint, judging, sitting, manyRuns, server } =
		results;
	return [
		...(sideBySide ? besideOthers(sideBySide.value) : []),
		...(pair ? [exactly('loads of two benches that share their models', pair.value.models, pair.value.loads)] : []),
		...(start ? [atMost('start to the request to load, median', 500, median(start.value.toLoad), ' ms')] : []),
		...(recording
			? [atLeast('recording, in times of what MLflow alone takes', 0.9, recordingRatio(recording.value))]
			: []),
		...[...(throughput?.value ?? []), ...(endurance ? [endurance.value] : [])].map(fastEnough),
		...(endpoint
			? [atLeast('judging by an endpoint, in times of the slower of it and MLflow', 0.9, endpointRatio(endpoint.value))]
			: []),
		...(endurance ? flatMemory(endurance.value) : []),
		...(judging ? judgingTargets(judging.value) : []),
		...(sitting ? sittingTargets(sitting.value) : []),
		...(manyRuns ? manyRunsTargets(manyRuns.value) : []),
		...(server ? serverTargets(server.value) : []),
		...(results.policies ? policiesTargets(results.policies.value) : []),
		...(results.serving ? servingTargets(results.serving.value) : []),
	];
}

function besideOthers({ rows, models }: SideBySide): PerfTarget[] {
	const row = (name: string) => rows.find((each) => each.name === name);
	const ours = row('ours');
	if (ours === undefined || ours.passes.length === 0) return [];
	const idle = summaryOf(ours.passes.flatMap(({ idleMs }) => idleMs));
	const memory = Math.max(...ours.passes.map((pass) => pass.memory ?? Number.NaN));
	const ratio = (what: string, name: string, of: 'wallMs' | 'askingMs', bound: number) => {
		const measured = timeRatio(ours, row(name), of);
		return measured === null ? [] : [atMost(what, bound, measured)];
	};
	return [
		exactly(
			'loads of one bench',
			models,
			ours.passes.map(({ loads }) => loads),
		),
		...ratio('wall time, in times of the bare grouped loop’s', 'bare', 'wallMs', 1.05),
		...ratio('wall time, in times of promptfoo’s', 'promptfoo', 'wallMs', 1),
		...ratio('asking, without anybody’s start and end, in times of promptfoo’s', 'promptfoo', 'askingMs', 1),
		...ratio('wall time, in times of Inspect AI’s', 'inspect', 'wallMs', 1),
		...ratio('asking, without anybody’s start and end, in times of Inspect AI’s', 'inspect', 'askingMs', 1),
		...(idle === null
			? []
			: [
					atMost('idle between cells, median', 8, idle.median, ' ms'),
					atMost('idle between cells, p95', 15, idle.p95, ' ms'),
					atMost('idle between cells, largest', 200, idle.largest, ' ms'),
				]),
		...(Number.isNaN(memory) ? [] : [atMost('memory of worker and Temporal at its peak', 500, memory / 1e6, ' MB')]),
	];
}

function fastEnough({ cells, seconds }: Throughput): PerfTarget {
	return atLeast(`cells a second with recording stubbed, ${grouped(cells)} cells`, 80, cells / seconds);
}

function flatMemory({ cells, samples }: Throughput): PerfTarget[] {
	const early = memoryAt(samples, cells / 10);
	const late = memoryAt(samples, cells);
	if (early === null || late === null) return [];
	const what = `memory at ${grouped(cells)} cells (${megabytes(late)} MB), in times of that at ${grouped(cells / 10)}`;
	return [atMost(what, 1.1, late / early)];
}
