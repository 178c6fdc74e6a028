import { quantile } from '../observe/statistics';
import type { Judging } from '../sections/judging';
import type { ManyRuns } from '../sections/many-runs';
import type { Row } from '../sections/side-by-side';
import type { Sitting } from '../sections/sitting';
import type { Grid } from './grid';
import { commandRatio } from './judging-targets';
import { digits, grouped, megabytes, seconds, spread } from './numbers';
import { type Reading, readingOf } from './prompt-reading';
import { timeRatio } from './ratios';

/** Everybody who had the same items judged by the same model. */
export function judgingGrid({ runs, rounds, rows, sliding }: Judging): Grid {
	const bare = rows.find(({ name }) => name === 'bare');
	return {
		title: `Judging: ${runs} runs by one local model, ${rounds} rounds in turns, medians (smallest–largest)`,
		head: [
			'',
			'wall, s',
			'× bare',
			'loads',
			'first prompt, ms',
			'later ÷ first: median / largest',
			'tokens',
			'memory, MB',
		],
		rows: rows.map((row) => judgingRow(row, bare)),
		notes: [
			'wall: ours from the start of the workflow until every judgment is in MLflow; the others’ from their start to their end, for the loop from its first call. first prompt, later: how long Ollama says that it read them; it goes on from what two prompts have in common. tokens: of an answer.',
			slidingNote(sliding),
			...rows.map((row) => `${row.title}: ${[...row.remarks, ...differencesOf(row, runs)].join('; ')}.`),
		],
	};
}

function judgingRow(row: Row, bare: Row | undefined): string[] {
	const { title, passes } = row;
	if (passes.length === 0) return [title, ...new Array<string>(7).fill('–')];
	const of = (value: (pass: Row['passes'][number]) => number | readonly number[] | null | undefined) =>
		passes.flatMap((pass) => value(pass) ?? []);
	const ratio = timeRatio(row, bare, 'wallMs');
	const readings = passes.flatMap(({ promptEvalMs = [] }) => readingOf(promptEvalMs) ?? []);
	const reading = (value: (each: Reading) => number, show: (value: number) => string) =>
		spread(readings.map(value), show);
	return [
		title,
		spread(
			of(({ wallMs }) => wallMs),
			seconds,
		),
		ratio === null ? '–' : ratio.toFixed(2),
		[...new Set(of(({ loads }) => loads))].join(', '),
		reading(({ first }) => first, digits),
		`${reading(({ middle }) => middle, digits)} / ${reading(({ largest }) => largest, digits)}`,
		spread(
			of(({ outputTokens }) => outputTokens),
			(tokens) => tokens.toFixed(0),
		),
		spread(
			of(({ memory }) => memory),
			megabytes,
		),
	];
}

function slidingNote(sliding: Judging['sliding']): string {
	if ('why' in sliding) return `A model that cannot go on from a prompt’s beginning was not measured: ${sliding.why}.`;
	const { model, promptEvalMs } = sliding;
	const times = promptEvalMs.map(digits).join(', ');
	const reading = readingOf(promptEvalMs);
	const ratio = reading === null ? '' : `: the later ones took ${digits(reading.middle)} times the first`;
	return `${model}, whose attention slides, cannot go on from a prompt’s beginning. It read its prompts in ${times} ms${ratio}. No target.`;
}

/** What the proxy saw that is not as it was meant. */
function differencesOf({ passes }: Row, runs: number): string[] {
	const missed = Math.max(0, ...passes.map(({ missedCells }) => missedCells));
	const answers = [...new Set(passes.map((pass) => pass.answers))].filter((count) => count !== runs);
	return [
		...(missed > 0 ? [`up to ${missed} items were not asked about exactly once in exactly our words`] : []),
		...(answers.length > 0 ? [`answers: ${answers.join(', ')}`] : []),
	];
}

/** How soon keys are answered. */
export function sittingGrid({ runs, firstItemMs, keysMs, lastOfItem }: Sitting): Grid {
	const row = (what: string, times: readonly number[]) => [
		what,
		String(times.length),
		...[0.5, 0.99, 1].map((share) => (times.length === 0 ? '–' : digits(quantile(times, share)))),
	];
	const isLast = new Set(lastOfItem);
	return {
		title: `A sitting in a terminal of 80 × 24, ${grouped(runs)} runs waiting`,
		head: ['until the screen shows what a key brings, ms', 'keys', 'p50', 'p99', 'largest'],
		rows: [
			row('all keys', keysMs),
			row(
				'those that bring the next item',
				keysMs.filter((_time, at) => isLast.has(at)),
			),
		],
		notes: [`The first item stood on the screen ${seconds(firstItemMs)} s after the command’s start.`],
	};
}

/** What commands over many runs take. */
export function manyRunsGrid({ runs, lanes, pageSize, commands, reportBytes }: ManyRuns): Grid {
	return {
		title: `${grouped(runs)} runs: what a command takes, and MLflow alone`,
		head: ['', 'wall, s', 'MLflow alone, s', 'ratio', 'memory, MB'],
		rows: commands.map((command) => [
			command.name,
			spread(command.ours, seconds),
			spread(command.mlflowAlone, seconds),
			commandRatio(command).toFixed(2),
			command.memory === null ? '–' : megabytes(command.memory),
		]),
		notes: [
			`MLflow alone: all pages of the experiment, ${grouped(pageSize)} runs each (the quickest of three sizes), asked for one after another; for apply, of a copy of it, and then the same writing requests, ${lanes} at once.`,
			`wall: of the command as a person starts it. memory: its PSS at its peak.${reportBytes === undefined ? '' : ` The report has ${megabytes(reportBytes)} MB.`}`,
		],
	};
}
