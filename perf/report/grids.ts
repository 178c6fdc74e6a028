import { summaryOf } from '../observe/statistics';
import type { Results } from '../results';
import { recordingRatio } from '../sections/recording';
import type { Row, SideBySide } from '../sections/side-by-side';
import { memoryAt, type Throughput } from '../sections/throughput';
import { digits, grouped, megabytes, seconds } from './numbers';
import { targetsOf, timeRatio } from './targets';

/** A table before anybody has drawn it: its rows are as wide as its head. */
export interface Grid {
	readonly title: string;
	readonly head: readonly string[];
	readonly rows: readonly (readonly string[])[];
	/** Lines below the table. */
	readonly notes: readonly string[];
}

/** All tables that the results fill. */
export function gridsOf(results: Results): Grid[] {
	const { sideBySide, start, recording, throughput, endurance } = results;
	const sizes = [...(throughput?.value ?? []), ...(endurance ? [endurance.value] : [])];
	return [
		...(sideBySide ? [besideGrid(sideBySide.value)] : []),
		...(start || recording ? [aloneGrid(results)] : []),
		...(sizes.length > 0 ? [throughputGrid(sizes)] : []),
		targetGrid(results),
	];
}

function besideGrid({ cells, rounds, proxyMs, rows }: SideBySide): Grid {
	const bare = rows.find(({ name }) => name === 'bare');
	return {
		title: `Side by side: ${cells} cells, ${rounds} rounds in turns, medians (smallest–largest)`,
		head: ['', 'wall, s', '× bare', 'asking, s', 'answering, s', 'loads', 'idle p50 / p95 / largest, ms', 'memory, MB'],
		rows: rows.map((row) => besideRow(row, bare)),
		notes: [
			'wall: from the start to the last cell being kept, for the loops from their first call. asking: from the first request to the last answer; answering: Ollama’s part of that.',
			'loads: by Ollama’s log. idle: of Ollama between two cells of one model. memory: PSS of the tool’s processes at its peak.',
			`The proxy between them and Ollama adds ${digits(proxyMs)} ms to a request.`,
			...rows.map((row) => `${row.title}: ${[...row.remarks, ...differencesOf(row)].join('; ')}.`),
		],
	};
}

/** What the proxy saw that is not as it was meant. */
function differencesOf({ turns }: Row): string[] {
	const missed = Math.max(0, ...turns.map(({ missedCells }) => missedCells));
	const answers = turns.map((turn) => turn.answers);
	const loads = turns.flatMap((turn) => (turn.loads === turn.loadsInAnswers ? [] : (turn.loadsInAnswers ?? [])));
	return [
		...(missed > 0 ? [`up to ${missed} cells were not asked for exactly once with exactly their prompt`] : []),
		...(new Set(answers).size > 1 ? [`answers: ${answers.join(', ')}`] : []),
		...(loads.length > 0 ? [`by what Ollama said in its answers, loads were ${loads.join(', ')}`] : []),
	];
}

function besideRow(row: Row, bare: Row | undefined): string[] {
	const { title, turns } = row;
	if (turns.length === 0) return [title, ...new Array<string>(7).fill('–')];
	const idle = summaryOf(turns.flatMap(({ idleMs }) => idleMs));
	const ratio = timeRatio(row, bare, 'wallMs');
	return [
		title,
		spread(
			turns.map(({ wallMs }) => wallMs),
			seconds,
		),
		ratio === null ? '–' : ratio.toFixed(2),
		spread(
			turns.map(({ askingMs }) => askingMs),
			seconds,
		),
		spread(
			turns.map(({ answeringMs }) => answeringMs),
			seconds,
		),
		[...new Set(turns.map(({ loads }) => loads))].join(', '),
		idle === null ? '–' : [idle.median, idle.p95, idle.largest].map(digits).join(' / '),
		spread(
			turns.flatMap(({ memory }) => memory ?? []),
			megabytes,
		),
	];
}

function aloneGrid({ start, recording }: Results): Grid {
	const rows: string[][] = [];
	if (start) {
		const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
		rows.push(['start to the request to load', spread(start.value.toLoad, milliseconds)]);
		rows.push(['start to the first token, the load included', spread(start.value.toFirstToken, milliseconds)]);
	}
	if (recording) {
		const { ours, mlflowAlone, lanes, cells } = recording.value;
		rows.push([`cells a second recorded in MLflow, of ${cells}`, spread(ours, digits)]);
		rows.push([`the same by MLflow alone, ${lanes} at once`, spread(mlflowAlone, digits)]);
		rows.push(['ratio', recordingRatio(recording.value).toFixed(2)]);
	}
	return { title: 'tip-bench alone, medians (smallest–largest)', head: ['', ''], rows, notes: [] };
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

function targetGrid(results: Results): Grid {
	const rows = targetsOf(results).map(({ what, wanted, measured, reached }) => [
		what,
		wanted,
		measured,
		reached ? 'reached' : 'missed',
	]);
	return { title: 'Targets', head: ['', 'wanted', 'measured', ''], rows, notes: [] };
}

function spread(values: readonly number[], show: (value: number) => string): string {
	const all = summaryOf(values);
	if (all === null) return '–';
	return all.count === 1 ? show(all.median) : `${show(all.median)} (${show(all.smallest)}–${show(all.largest)})`;
}
