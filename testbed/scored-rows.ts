import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JudgeFile } from '../domain/judging/judge-file';
import type { JudgeTiers } from '../domain/judging/judge-kinds';
import { applyJudgeFile } from '../judging/apply';
import { exportPending } from '../judging/export';
import { openJudgeFile } from '../judging/open-judge-file';
import { createRun, fillRun } from '../mlflow/record-run';
import { changing } from '../mlflow/revision';
import { autoJudgment, openJudgedRuns } from './judged-runs';
import { runContent } from './run-content';
import { testStack } from './stack';

/** One row: by scenario the score that a judge gives on every dimension, 1 to 5; `null` is an invalid cell. */
export type RowScores = Readonly<Record<string, readonly (number | null)[]>>;

/** Who has scored what: a person all runs, or an auto judge alone. */
const byPeople: JudgeTiers = { lazy: 'claude-code', auto: null };
export const byAutoJudge: JudgeTiers = { lazy: null, auto: 'haiku' };

/**
 * An experiment in a real MLflow whose cells are recorded and judged as a bench's are.
 * @param rows by model; the prompt version is `v3-few-shot`
 */
export async function openScoredRows(rows: RowScores, judges: JudgeTiers = byPeople) {
	const stage = await openJudgedRuns();
	const { mlflow, experiment, at, rubric } = stage;
	const scores = new Map<string, number>();
	let startedAt = 1_700_000_000_000;
	for (const [model, row] of Object.entries(rows)) {
		for (const [place, score] of row.entries()) {
			const content = await runContent([`tip ${place} of ${model}`], model);
			const scenario = { ...content.scenario, name: `scenario-${place}`, hash: `${place}`.padStart(64, 's') };
			const key = `${experiment}-${model}-${place}`;
			const cell = { ...content.cell, key, scenario: { name: scenario.name, hash: scenario.hash } };
			const generation = { ...content.generation, invalid: score === null ? ('context-cut' as const) : null };
			const asked = { experimentId: at.experiment_id, bench: experiment, cell, startedAt };
			startedAt += 1;
			const runId = await createRun(mlflow, asked);
			const filled = { ...content, cell, scenario, generation, judges, bench: experiment };
			await changing(mlflow, at.experiment_id, (writer) => fillRun(writer, runId, filled));
			if (score !== null) scores.set(runId, score);
		}
	}
	if (judges.lazy === null) {
		const all = [...scores].map(([runId, score]) => autoJudgment(runId, score));
		// Of a judge that no other test earns trust for.
		await stage.record(stage.plan({ hash: 'hash-of-nobody' }), all);
	} else {
		const path = join(testStack().stateDir, `${experiment}.json`);
		await exportPending(mlflow, rubric, at, { path });
		const file = JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
		for (const entry of file.runs) {
			const score = scores.get(entry.run_id);
			Object.assign(entry.scores, { relevance: score, actionability: score, tone: score });
		}
		await writeFile(path, JSON.stringify(file));
		await applyJudgeFile(mlflow, rubric, await openJudgeFile(path), { now: Date.now(), autoKinds: ['haiku'] });
	}
	return stage;
}
