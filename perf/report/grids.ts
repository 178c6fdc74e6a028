import type { Kept, Results } from '../results';
import { longerAnswer } from '../sections/contention';
import { endpointRatio } from '../sections/endpoint';
import { recordingRatio } from '../sections/recording';
import type { RequestCost } from '../sections/request-costs';
import { memoryAt, type Throughput } from '../sections/throughput';
import { besideGrid } from './beside-grid';
import type { Grid } from './grid';
import { judgingGrid, manyRunsGrid, sittingGrid } from './judging-grids';
import { digits, grouped, megabytes, spread, withError } from './numbers';
import { policiesGrid } from './policies-grid';
import { serverGrid } from './server-grid';
import { servingGrid } from './serving-grid';
import { targetsOf } from './targets';

/** All tables that the results fill. */
export function gridsOf(results: Results): Grid[] {
	const {
		sideBySide,
		start,
		recording,
		contention,
		throughput,
		endurance,
		endpoint,
		judging,
		sitting,
		manyRuns,
		server,
		policies,
		serving,
	} = results;
	const sizes = [...(throughput?.value ?? []), ...(endurance ? [endurance.value] : [])];
	return [
		...(sideBySide ? [besideGrid(sideBySide.value, ofSameRun(sideBySide, contention))] : []),
		...(start || recording || contention || endpoint ? [aloneGrid(results)] : []),
		...(recording?.value.requests ? [requestGrid(recording.value.requests)] : []),
		...(sizes.length > 0 ? [throughputGrid(sizes)] : []),
		...(judging ? [judgingGrid(judging.value)] : []),
		...(sitting ? [sittingGrid(sitting.value)] : []),
		...(manyRuns ? [manyRunsGrid(manyRuns.value)] : []),
		...(server ? [serverGrid(server.value)] : []),
		...(policies ? [policiesGrid(policies.value)] : []),
		...(serving ? [servingGrid(serving.value)] : []),
		...targetGrid(results),
	];
}

/** What was measured in the other's run: numbers of two machines, or of two days, do not add up. */
function ofSameRun<T>(other: Kept<unknown>, kept: Kept<T> | undefined): T | undefined {
	return other.runBegan !== undefined && other.runBegan === kept?.runBegan ? kept.value : undefined;
}

function aloneGrid({ start, recording, contention, endpoint }: Results): Grid {
	const rows: string[][] = [];
	const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
	if (start) {
		rows.push(['start to the request to load', spread(start.value.toLoad, milliseconds)]);
		rows.push(['start to the first token, the load included', spread(start.value.toFirstToken, milliseconds)]);
	}
	if (recording) {
		const { ours, mlflowAlone, lanes, cells } = recording.value;
		rows.push([`cells a second recorded in MLflow, of ${cells}`, spread(ours, digits)]);
		rows.push([`the same by MLflow alone, ${lanes} at once`, spread(mlflowAlone, digits)]);
		rows.push(['ratio', recordingRatio(recording.value).toFixed(2)]);
	}
	if (contention) {
		rows.push(['an answer while nothing else is to be done', spread(contention.value.alone, milliseconds)]);
		rows.push([
			'longer while a cell is recorded: mean, standard error',
			`${withError(longerAnswer(contention.value))} ms`,
		]);
	}
	if (endpoint) {
		const { ours, mlflowAlone, runs, answerMs, atOnce } = endpoint.value;
		rows.push([`judgments a second, ${atOnce} at once of ${answerMs} ms each, of ${runs}`, spread(ours, digits)]);
		rows.push(['that endpoint alone', digits(atOnce / (answerMs / 1000))]);
		rows.push(['what they take of MLflow, alone', spread(mlflowAlone, digits)]);
		rows.push(['ratio to the slower of both', endpointRatio(endpoint.value).toFixed(2)]);
	}
	return { title: 'tip-bench alone, medians (smallest–largest)', head: ['', ''], rows, notes: [] };
}

function requestGrid(requests: readonly RequestCost[]): Grid {
	const sum = (of: (cost: RequestCost) => number) => requests.reduce((total, cost) => total + of(cost), 0);
	const row = (name: string, bytes: number, processorMs: number, wallMs: number) => [
		name,
		digits(bytes / 1000),
		digits(processorMs),
		digits(wallMs),
	];
	return {
		title: 'What the requests of one cell take of MLflow, one after another',
		head: ['request', 'KB sent', 'processor, ms', 'until answered, ms'],
		rows: [
			...requests.map(({ name, bytes, processorMs, wallMs }) => row(name, bytes, processorMs, wallMs)),
			row(
				'all',
				sum(({ bytes }) => bytes),
				sum(({ processorMs }) => processorMs),
				sum(({ wallMs }) => wallMs),
			),
		],
		notes: [],
	};
}

function throughputGrid(sizes: readonly Throughput[]): Grid {
	return {
		title: 'An Ollama that answers at once, recording stubbed',
		head: [
			'cells',
			'cells/s',
			'overhead a cell, ms',
			'processor a cell: worker, Temporal, ms',
			'worker + Temporal at a tenth, at the end, MB',
			'events, bytes a cell',
			'runs',
			'largest history',
		],
		rows: sizes.map(({ cells, seconds: took, processor, samples, history }) => [
			grouped(cells),
			digits(cells / took),
			digits((took / cells) * 1000),
			`${digits(processor.worker)}, ${digits(processor.temporal)}`,
			[memoryAt(samples, cells / 10), memoryAt(samples, cells)]
				.map((at) => (at === null ? '–' : megabytes(at)))
				.join(', '),
			`${digits(history.eventsPerCell)}, ${grouped(Math.round(history.bytesPerCell))}`,
			String(history.runs),
			`${grouped(history.mostEvents)} events, ${digits(history.mostBytes / 1e6)} MB`,
		]),
		notes: ['Temporal ends a workflow run at 51,200 events or 50 MB of history.'],
	};
}

function targetGrid(results: Results): Grid[] {
	const rows = targetsOf(results).map(({ what, wanted, measured, reached }) => [
		what,
		wanted,
		measured,
		reached ? 'reached' : 'missed',
	]);
	return rows.length === 0 ? [] : [{ title: 'Targets', head: ['', 'wanted', 'measured', ''], rows, notes: [] }];
}
