import { warmLoadSeconds } from '../../ollama/generate';
import { median, summaryOf } from '../observe/statistics';
import { type Contention, longerAnswer } from '../sections/contention';
import type { Row, SideBySide } from '../sections/side-by-side';
import type { Grid } from './grid';
import { digits, megabytes, seconds, spread, withError } from './numbers';
import { timeRatio, timesInRounds } from './ratios';

/** How much longer than the fastest round of the bare loop its slowest may take on a steady machine. */
const steady = 1.1;

/** The table of all contestants; where it was measured in the same run, with what recording takes from the model. */
export function besideGrid({ cells, rounds, proxyMs, rows }: SideBySide, contention?: Contention): Grid {
	const bare = rows.find(({ name }) => name === 'bare');
	const ours = rows.find(({ name }) => name === 'ours');
	return {
		title: `Side by side: ${cells} cells, ${rounds} rounds in turns, medians (smallest–largest)`,
		head: ['', 'wall, s', '× bare', 'asking, s', 'answering, s', 'loads', 'idle p50 / p95 / largest, ms', 'memory, MB'],
		rows: rows.map((row) => besideRow(row, bare)),
		notes: [
			'wall: from the start to the last cell being kept, for the loops from their first call. asking: from the first request to the last answer; answering: Ollama’s part of that.',
			'loads: by Ollama’s log. idle: of Ollama between two cells of one model. memory: PSS of the tool’s processes at its peak.',
			`The proxy between them and Ollama adds ${digits(proxyMs)} ms to a request.`,
			...longerNote(ours, bare, cells),
			...partsNote(ours?.passes ?? [], bare?.passes ?? [], cells, contention),
			...steadinessNote(bare),
			...stolenNote(rows),
			...rows.map((row) => `${row.title}: ${[...row.remarks, ...differencesOf(row)].join('; ')}.`),
		],
	};
}

/** What a ratio hides: ours in milliseconds a cell, which hardly depend on how long a model takes for it. */
function longerNote(ours: Row | undefined, bare: Row | undefined, cells: number): string[] {
	const longer = timesInRounds(ours, bare, 'wallMs').map(([time, theirs]) => (time - theirs) / cells);
	if (longer.length === 0) return [];
	return [`tip-bench took longer than the bare loop by ${spread(longer, digits)} ms a cell, recording included.`];
}

/** The same from two parts that do not hang on the machine keeping its speed from one round to the next. */
function partsNote(ours: Row['passes'], bare: Row['passes'], cells: number, contention?: Contention): string[] {
	if (ours.length === 0 || bare.length === 0 || contention === undefined) return [];
	const outside = ours.map(({ wallMs, answeringMs }) => (wallMs - answeringMs) / cells);
	const longer = longerAnswer(contention);
	const times = 1 + ((median(outside) + longer.mean) * cells) / median(bare.map(({ wallMs }) => wallMs));
	return [
		`By its parts: ${spread(outside, digits)} ms a cell outside of Ollama’s answers, and ${withError(longer)} ms that an answer takes longer while a cell is recorded. Together that is ${times.toFixed(2)} times the bare loop.`,
	];
}

/** Whether the machine itself kept its speed: the bare loop does the same work in every round. */
function steadinessNote(bare: Row | undefined): string[] {
	const wall = summaryOf((bare?.passes ?? []).map(({ wallMs }) => wallMs));
	if (wall === null || wall.largest / wall.smallest <= steady) return [];
	const times = (wall.largest / wall.smallest).toFixed(2);
	return [
		`The machine was not steady: the bare loop’s slowest round took ${times} times its fastest. Ratios nearer to 1 than that say little; measure again.`,
	];
}

/** What others on the same host took from the machine, round by round: slow rounds and long idle times go with it. */
function stolenNote(rows: readonly Row[]): string[] {
	const each = rows.flatMap(({ title, passes }) => {
		const stolen = passes.flatMap(({ stolenMs }) => stolenMs ?? []);
		return stolen.length === 0 ? [] : [`${title} ${stolen.map(seconds).join(', ')}`];
	});
	return each.length === 0
		? []
		: [`Processor time that the machine’s host gave to others (steal), in s, round by round: ${each.join('; ')}.`];
}

/** What the proxy saw that is not as it was meant. */
function differencesOf({ passes }: Row): string[] {
	const missed = Math.max(0, ...passes.map(({ missedCells }) => missedCells));
	const answers = passes.map((pass) => pass.answers);
	const loads = passes.flatMap((pass) => (pass.loads === pass.loadsInAnswers ? [] : (pass.loadsInAnswers ?? [])));
	const slow = `where an answer for which the model was not at hand within ${warmLoadSeconds * 1000} ms`;
	return [
		...(missed > 0 ? [`up to ${missed} cells were not asked for exactly once with exactly their prompt`] : []),
		...(new Set(answers).size > 1 ? [`answers: ${answers.join(', ')}`] : []),
		...(loads.length > 0 ? [`${slow} counts as a load, loads were ${loads.join(', ')}`] : []),
	];
}

function besideRow(row: Row, bare: Row | undefined): string[] {
	const { title, passes } = row;
	if (passes.length === 0) return [title, ...new Array<string>(7).fill('–')];
	const idle = summaryOf(passes.flatMap(({ idleMs }) => idleMs));
	const ratio = timeRatio(row, bare, 'wallMs');
	return [
		title,
		spread(
			passes.map(({ wallMs }) => wallMs),
			seconds,
		),
		ratio === null ? '–' : ratio.toFixed(2),
		spread(
			passes.map(({ askingMs }) => askingMs),
			seconds,
		),
		spread(
			passes.map(({ answeringMs }) => answeringMs),
			seconds,
		),
		[...new Set(passes.map(({ loads }) => loads))].join(', '),
		idle === null ? '–' : [idle.median, idle.p95, idle.largest].map(digits).join(' / '),
		spread(
			passes.flatMap(({ memory }) => memory ?? []),
			megabytes,
		),
	];
}
