import { createTemporaryCatalog, type TemporaryCatalog } from '../catalog/test-support/temporary-catalog';
import { closeMlflow, createMlflow } from '../mlflow/client';
import { ensureExperiment } from '../mlflow/experiments';
import { createRun, fillRun } from '../mlflow/record-run';
import { changing } from '../mlflow/revision';
import { runContent } from './run-content';
import { testStack } from './stack';

/** Data files of their own, and an experiment in MLflow whose runs an auto judge has yet to score. */
export interface UnjudgedExperiment {
	readonly data: TemporaryCatalog;
	readonly experiment: string;
	/** One a set of candidates, in their order. */
	readonly runIds: readonly string[];
}

/** So many words that their bytes are far more than the tokens of an item: what a model whose tokens are bytes can take. */
const scales = Array.from({ length: 24 }, (_each, at) => `${at + 1}. A tip that is about the list is better.`).join(
	'\n',
);

const rubric = [
	'---',
	'dimensions: [{ name: relevance }, { name: tone, min: 0, max: 2 }]',
	'flags: [{ name: overlong, rule: { words_over: 25 } }, { name: unsafe }]',
	'composite: { relevance: 1, tone: 1, unsafe: -5 }',
	'---',
	'# How to score',
	scales,
	'',
].join('\n');

const scenario = { name: 'ann-dawn', hash: 'h'.repeat(64), fields: { persona: 'Ann' } };

/**
 * Records runs with these candidates, scored by a short rubric `mini` with a rule.
 * @param digest of the model that wrote them
 */
export async function unjudgedExperiment(
	experiment: string,
	candidates: readonly (readonly string[])[],
	judge: string,
	digest = 'd'.repeat(64),
): Promise<UnjudgedExperiment> {
	const data = await createTemporaryCatalog();
	await data.put('rubrics/mini.md', rubric);
	await data.put('rubrics/mini.rule.yaml', 'middle: lower\nrepeats_lowest_in: [relevance]\n');
	const mini = await data.catalog.rubric('mini');
	const mlflow = createMlflow(testStack().mlflow);
	try {
		const tags = { rubric: mini.name, rubric_hash: mini.hash };
		const { id } = await ensureExperiment(mlflow, experiment, tags);
		const runIds: string[] = [];
		for (const [at, set] of candidates.entries()) {
			const content = await runContent(set);
			const model = { ...content.cell.model, digest };
			const cell = { ...content.cell, model, key: `${at}`.padStart(64, 'c'), repeat: at };
			const runId = await createRun(mlflow, { experimentId: id, bench: content.bench, cell, startedAt: Date.now() });
			const judges = { lazy: 'claude-code', auto: judge };
			const filled = { ...content, cell, scenario, rubric: mini, judges };
			await changing(mlflow, id, (writer) => fillRun(writer, runId, filled));
			runIds.push(runId);
		}
		return { data, experiment, runIds };
	} finally {
		await closeMlflow(mlflow);
	}
}
