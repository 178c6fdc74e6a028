import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diversityOf } from '../domain/answers/diversity';
import type { Cell } from '../domain/bench/cell';
import type { Generation } from '../domain/bench/generation';
import { hashOf } from '../domain/hash';
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

/** One cell as it is to stand in MLflow. */
export interface MadeCell {
	readonly model: string;
	readonly prompt?: string;
	readonly scenario: string;
	readonly repeat?: number;
	/** None: then the rule gives the lowest scores. */
	readonly candidates: readonly string[];
	readonly measured?: Partial<Generation>;
	/** Of its model. */
	readonly parameters?: number;
	/** Whether its output was in the asked format; yes unless told. */
	readonly format_ok?: number;
}

/** Where an experiment is made. */
interface MadePlace {
	/** Of the MLflow. */
	readonly url?: string;
	/** Of the experiment; a new one unless given. */
	readonly name?: string;
	/** When its first cell began, in milliseconds since 1970. */
	readonly startedAt?: number;
}

/** The level that somebody gives a cell on every dimension, 1 to 5; `null` leaves it unscored. */
export type LevelOf = (cell: MadeCell) => number | null;

const empty = { relevance: 1, actionability: 1, tone: 1, format_ok: 0, overlong: 0 };

/**
 * An experiment in a real MLflow whose cells are made up and recorded as a bench's are, to be judged as a bench's are.
 * @param where it is made, unless that is as in all tests
 */
export async function openMadeExperiment(cells: readonly MadeCell[], judges: JudgeTiers, where: MadePlace = {}) {
	const stage = await openJudgedRuns({}, where.url, where.name);
	const { mlflow, experiment, at, rubric } = stage;
	const byId = new Map<string, MadeCell>();
	for (const [place, made] of cells.entries()) {
		const content = await contentOf(made, judges, `${experiment}-${place}`);
		const born = { experimentId: at.experiment_id, bench: experiment, cell: content.cell };
		const runId = await createRun(mlflow, { ...born, startedAt: (where.startedAt ?? 1_700_000_000_000) + place });
		await changing(mlflow, at.experiment_id, (writer) => fillRun(writer, runId, { ...content, bench: experiment }));
		byId.set(runId, made);
	}
	const judgeable = [...byId].filter(([, { candidates, measured }]) => candidates.length > 0 && !measured?.invalid);
	return {
		...stage,
		/** An auto judge scores all cells, or all that it gives a level. @param hash of its file, prompt, rubric and rule */
		judgeByModel: (levelOf: LevelOf, hash = 'hash-of-haiku') => {
			const all = judgeable.flatMap(([id, cell]) => {
				const level = levelOf(cell);
				return level === null ? [] : [autoJudgment(id, level)];
			});
			return stage.record(stage.plan({ hash }), all);
		},
		/** A person scores what waits, by a judge file. @param second what others have scored and this one has not */
		judgeByPerson: async (by: string, levelOf: LevelOf, second = false) => {
			const path = join(testStack().stateDir, `${encodeURIComponent(experiment)}-${by}.json`);
			await exportPending(mlflow, rubric, at, { path, by, second });
			const file = JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
			for (const entry of file.runs) {
				const made = byId.get(entry.run_id);
				const level = made === undefined ? null : levelOf(made);
				for (const { name } of rubric.dimensions) entry.scores[name] = level;
			}
			await writeFile(path, JSON.stringify(file));
			const more = { now: Date.now(), autoKinds: ['haiku'] };
			await applyJudgeFile(mlflow, rubric, await openJudgeFile(path), more);
		},
	};
}

async function contentOf(made: MadeCell, judges: JudgeTiers, key: string) {
	const { candidates, measured, prompt = 'v3-few-shot', repeat = 0, parameters = 1e9, format_ok = 1 } = made;
	const content = await runContent(candidates, made.model);
	const scenario = { ...content.scenario, name: made.scenario, hash: hashOf(made.scenario) };
	const cell: Cell = {
		...{ ...content.cell, key, repeat },
		model: { ...content.cell.model, digest: hashOf(made.model), parameters },
		prompt: { name: prompt, hash: hashOf(prompt) },
		scenario: { name: scenario.name, hash: scenario.hash },
	};
	return {
		...{ ...content, cell, scenario, judges, diversity: diversityOf(candidates) },
		generation: { ...content.generation, ...measured },
		flags: { format_ok, overlong: 0 },
		scores: candidates.length === 0 && !measured?.invalid ? empty : null,
	};
}
