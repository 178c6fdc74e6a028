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

/** What the commands over many runs are held to. */
export function manyRunsTargets({ runs, commands }: ManyRuns): PerfTarget[] {
	return commands.map((command) => {
		const what = command.name === 'apply' ? 'to serve and store them' : 'to serve them';
		return atMost(
			`${command.name} of ${grouped(runs)} runs, in times of what MLflow takes ${what}`,
			1.3,
			commandRatio(command),
		);
	});
}

/** The median of the turns' ratios. */
export function commandRatio({ ours, mlflowAlone }: CommandBeside): number {
	return median(ours.map((time, at) => time / (mlflowAlone[at] ?? Number.NaN)));
}
