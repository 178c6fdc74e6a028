import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCatalog } from '../catalog/catalog';
import { hashOf } from '../domain/hash';
import type { JudgeFile } from '../domain/judging/judge-file';
import { applyJudgeFile } from '../judging/apply';
import { exportPending } from '../judging/export';
import { openJudgeFile } from '../judging/open-judge-file';
import { projectRoot } from '../machine/folders';
import { closeMlflow, createMlflow, type Mlflow } from '../mlflow/client';
import { ensureExperiment } from '../mlflow/experiments';
import { createRun, fillRun } from '../mlflow/record-run';
import { changing } from '../mlflow/revision';
import { runContent } from './run-content';
import { testStack } from './stack';

/** What is written and said in a judged experiment. */
interface Reported {
	readonly models: readonly string[];
	readonly scenarios: readonly string[];
	readonly candidates: readonly string[];
	readonly rationale: string;
}

/**
 * Records a judged experiment in the real MLflow, one cell a model and scenario, the later models the better ones. One cell
 * more is invalid, and one has no candidate.
 */
export async function reportedExperiment(experiment: string, of: Reported): Promise<void> {
	const mlflow = createMlflow(testStack().mlflow);
	try {
		const rubric = await createCatalog(projectRoot()).rubric('tip-v1');
		const tags = { rubric: rubric.name, rubric_hash: rubric.hash };
		const { id } = await ensureExperiment(mlflow, experiment, tags);
		const [first = '', last = ''] = [of.models[0], of.models.at(-1)];
		for (const [at, model] of of.models.entries()) {
			for (const scenario of of.scenarios)
				await record(mlflow, id, { model, scenario, candidates: of.candidates, skill: at });
		}
		await record(mlflow, id, { model: first, scenario: 'empty', candidates: [], skill: 0 });
		await record(mlflow, id, { model: last, scenario: 'cut', candidates: of.candidates, skill: 0, invalid: true });
		const path = join(await mkdtemp(join(testStack().stateDir, 'reported-')), 'judge.json');
		await exportPending(mlflow, rubric, { experiment, experiment_id: id }, { path });
		const file = JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
		file.by = 'Ann <b>';
		for (const [at, entry] of file.runs.entries()) {
			// What the judge file hides is in the candidates: the last of them is the model's place.
			const skill = Number(entry.candidates.at(-1));
			for (const name of Object.keys(entry.scores))
				entry.scores[name] ??= Math.min(5, 1 + skill + ((at + name.length) % 2));
			entry.rationale = of.rationale;
		}
		await writeFile(path, JSON.stringify(file));
		await applyJudgeFile(mlflow, rubric, await openJudgeFile(path), { replace: false, now: Date.now() });
	} finally {
		await closeMlflow(mlflow);
	}
}

interface RecordedCell {
	readonly model: string;
	readonly scenario: string;
	readonly candidates: readonly string[];
	readonly skill: number;
	readonly invalid?: boolean;
}

async function record(mlflow: Mlflow, experimentId: string, of: RecordedCell): Promise<void> {
	const { model, scenario, candidates, skill, invalid = false } = of;
	const content = await runContent(candidates.length === 0 ? [] : [...candidates, `${skill}`], model);
	const named = { name: scenario, hash: hashOf(scenario) };
	const cell = { ...content.cell, scenario: named, key: hashOf([experimentId, model, scenario]) };
	const generation = {
		...content.generation,
		...{ latency_s: 1 + skill, text: candidates.length === 0 ? candidates.join() : content.generation.text },
		...(invalid && { invalid: 'context-cut' as const }),
	};
	const empty = { relevance: 1, actionability: 1, tone: 1, format_ok: 0, overlong: 0 };
	const scores = candidates.length === 0 ? empty : null;
	const run = { experimentId, bench: content.bench, cell, startedAt: Date.now() };
	const runId = await createRun(mlflow, run);
	const filled = { ...content, cell, generation, scenario: { ...content.scenario, ...named }, scores };
	await changing(mlflow, experimentId, (writer) => fillRun(writer, runId, filled));
}
