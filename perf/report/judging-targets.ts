import { median, quantile } from '../observe/statistics';
import type { Judging } from '../sections/judging';
import type { CommandBeside, ManyRuns } from '../sections/many-runs';
import type { Sitting } from '../sections/sitting';
import { atMost, exactly, type PerfTarget } from './bounds';
import { grouped } from './numbers';
import { readingOf } from './prompt-reading';
import { timeRatio } from './ratios';

/** What a local model that judges is held to. The others' ratios are said, and ours may not be the slower one. */
export function judgingTargets({ rows }: Judging): PerfTarget[] {
	const row = (name: string) => rows.find((each) => each.name === name);
	const ours = row('ours');
	if (ours === undefined || ours.passes.length === 0) return [];
	const ratio = (whose: string, name: string, bound: number) => {
		const measured = timeRatio(ours, row(name), 'wallMs');
		return measured === null ? [] : [atMost(`judging, wall time in times of ${whose}`, bound, measured)];
	};
	const readings = ours.passes.flatMap(({ promptEvalMs = [] }) => readingOf(promptEvalMs) ?? []);
	const loads = ours.passes.map((pass) => pass.loads);
	return [
		exactly('judging: loads', 1, loads),
		...ratio('a bare loop’s over the same requests', 'bare', 1.05),
		...ratio('promptfoo’s', 'promptfoo', 1),
		...ratio('Inspect AI’s', 'inspect', 1),
		...(readings.length === 0
			? []
			: [
					atMost(
						'judging: reading of a later prompt, the largest, in times of the first’s',
						0.25,
						median(readings.map(({ largest }) => largest)),
					),
				]),
	];
}

/** What `judge score` is held to. */
export function sittingTargets({ runs, keysMs }: Sitting): PerfTarget[] {
	if (keysMs.length === 0) return [];
	return [atMost(`a key in a sitting with ${grouped(runs)} runs waiting, p99`, 50, quantile(keysMs, 0.99), ' ms')];
}

/** Seconds beyond what MLflow takes to serve the runs that a command may compute. */
const mostSeconds: Partial<Record<CommandBeside['name'], number>> = { leaderboard: 2, report: 5 };

/** What the commands over many runs are held to. */
export function manyRunsTargets({ runs, commands, reportBytes }: ManyRuns): PerfTarget[] {
	const ofCommands = commands.map((command) => {
		const what = command.name === 'judge apply' ? 'to serve and store them' : 'to serve them';
		const name = `${command.name} of ${grouped(runs)} runs`;
		const most = mostSeconds[command.name];
		return most === undefined
			? atMost(`${name}, in times of what MLflow takes ${what}`, 1.3, commandRatio(command))
			: atMost(`${name}, beyond what MLflow takes ${what}`, most, secondsBeyond(command), ' s');
	});
	if (reportBytes === undefined) return ofCommands;
	return [...ofCommands, atMost(`the report of ${grouped(runs)} runs`, 5, reportBytes / 1e6, ' MB')];
}

/** The median of the turns' seconds beyond MLflow's. */
function secondsBeyond({ ours, mlflowAlone }: CommandBeside): number {
	return median(ours.map((time, at) => (time - (mlflowAlone[at] ?? Number.NaN)) / 1000));
}

/** The median of the turns' ratios. */
export function commandRatio({ ours, mlflowAlone }: CommandBeside): number {
	return median(ours.map((time, at) => time / (mlflowAlone[at] ?? Number.NaN)));
}
