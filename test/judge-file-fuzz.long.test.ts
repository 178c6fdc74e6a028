import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TipBenchError } from '../domain/errors';
import type { JudgeEntry } from '../domain/judging/judge-file';
import { applyJudgeFile } from '../judging/apply';
import { scanCells } from '../judging/distinct-cells';
import { entryOf } from '../judging/entry-of-run';
import { openJudgeFile } from '../judging/open-judge-file';
import { judgmentsIn } from '../mlflow/judgments';
import { bentFiles, type Forms } from '../testbed/bent-files/bent-files';
import { formsOf } from '../testbed/bent-files/checked';
import { openJudgedRuns } from '../testbed/judged-runs';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack } from '../testbed/stack';

const files = 300;

test('300 bent judge files are applied whole to a real MLflow, or leave it as it was', async () => {
	const stage = await openJudgedRuns();
	for (let at = 0; at < 6; at += 1) await stage.addRun({ lazy: 'claude-code', auto: null });
	const entries: JudgeEntry[] = [];
	for await (const found of scanCells(stage.mlflow, stage.at.experiment_id)) entries.push(entryOf(stage.rubric, found));
	const forms: Forms[] = [];
	for (let at = 0; at < files; at += 1) forms.push(await formsBy(`judge ${at}`, stage, entries));
	const path = join(testStack().stateDir, `${stage.experiment}.bent`);
	const tally = { applied: 0, refused: 0 };
	const wrong: string[] = [];
	for (const { how, content } of bentFiles(300, files, (at) => forms[at] as Forms)) {
		await writeFile(path, content);
		const before = await rawRuns(stage.experiment);
		try {
			const file = await openJudgeFile(path);
			const applied = await applyJudgeFile(stage.mlflow, stage.rubric, file, { now: Date.now() });
			tally.applied += 1;
			const after = await rawRuns(stage.experiment);
			const changed = after.filter((run, at) => JSON.stringify(run) !== JSON.stringify(before[at]));
			const owners = after.filter(({ tags }) => judgmentsIn(tags).judgments.some(({ by }) => by === file.frame.by));
			const isWhole = changed.length === applied.written + applied.noted;
			if (!isWhole) wrong.push(`${how}: ${changed.length} runs changed, ${JSON.stringify(applied)}`);
			if (owners.length < applied.written) wrong.push(`${how}: ${owners.length} judgments of ${file.frame.by}`);
		} catch (error) {
			tally.refused += 1;
			const isSaid = error instanceof TipBenchError && /^Judge(FileInvalid|mentConflict)$/.test(error.code);
			if (!isSaid) wrong.push(`${how}: ${(error as Error).stack}`);
			const after = await rawRuns(stage.experiment);
			if (JSON.stringify(after) !== JSON.stringify(before)) wrong.push(`${how}: was refused, and something changed`);
		}
	}
	console.log(tally);
	expect(wrong).toEqual([]);
	expect(Math.min(tally.applied, tally.refused)).toBeGreaterThan(30);
	// Whoever scored them, the judgments of all are whole, and count as their mean.
	for (const { tags, metrics } of await rawRuns(stage.experiment)) {
		const { judgments, damaged } = judgmentsIn(tags);
		expect(damaged).toEqual([]);
		const given = judgments.map((each) => each.given?.scores.tone ?? Number.NaN);
		expect(metrics.tone).toBeCloseTo(given.reduce((sum, each) => sum + each, 0) / given.length, 9);
	}
	await stage.close();
}, 1_800_000);

/** A file of a judge of its own, so that what one of them did keeps no other from being applied. */
function formsBy(by: string, { at, rubric }: Awaited<ReturnType<typeof openJudgedRuns>>, all: readonly JudgeEntry[]) {
	const { name, hash, text } = rubric;
	const frame = {
		...{ format: 'tip-bench-judge/1' as const, how_to: '', judge_kinds: [], by },
		...{ experiment: at.experiment, experiment_id: at.experiment_id, rubric: { name, hash, text } },
	};
	const scored = all.map((entry, place) => ({
		...entry,
		scores: { ...entry.scores, relevance: 1 + (place % 5), actionability: 3, tone: 4 },
	}));
	return formsOf(frame, rubric, scored);
}
