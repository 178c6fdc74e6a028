import { z } from 'zod';
import { type ScenarioContent, scenarioSchema } from '../domain/bench/scenario';
import type { Output } from '../domain/judging/before-judging';
import type { JudgeTiers } from '../domain/judging/judge-kinds';
import { carriedMetrics, carriedTags, carriedTexts, rejudgeTag } from '../domain/judging/rejudge';
import { compositeOf, type Rubric, type Scores } from '../domain/judging/rubric';
import { commitBatchOf } from './commit-batch';
import { spellings, textsIn } from './decode-run';
import type { Born } from './empty-run';
import { pairsOf } from './log-batch';
import type { Filling } from './record-run';
import { judgeKindTags } from './run-batch';
import { runFormat } from './run-marks';
import { metricsOf, type RawRun, tagsOf } from './run-schema';
import { cellJsonOf } from './run-texts';
import { textTags } from './tag-text';

/** An output that is put into another experiment, to be scored by another rubric. */
export interface CarriedOutput {
	/** Its run, as MLflow has it. */
	readonly raw: RawRun;
	/** The experiment of that run. */
	readonly from: { readonly id: string; readonly name: string };
	readonly output: Output;
	readonly rubric: Rubric;
	readonly judges: JudgeTiers;
	/** What it has of the rubric before anybody has judged it. */
	readonly scores: Scores | null;
	readonly flags: Scores;
}

/**
 * The candidates that a run keeps; `null` where it keeps none that can be read.
 * @throws TipBenchError RunDamaged
 */
export function candidatesIn(raw: RawRun): readonly string[] | null {
	return z.array(z.string()).safeParse(jsonOf(textsIn(raw, ['candidates.json'])['candidates.json'])).data ?? null;
}

/** What the run of such an output has from its beginning on: it says where it came from before it says anything else. */
export function bornOf({ raw, from }: Pick<CarriedOutput, 'raw' | 'from'>): Born {
	const tags = {
		run_format: runFormat,
		...sourceTags(raw, from),
		...picked(tagsOf(raw), ['cell_key', 'model_digest']),
	};
	return { name: raw.info.run_name, at: raw.info.start_time ?? 0, tags };
}

/**
 * What the run of such an output is filled with: all that was asked and measured, and the texts; nothing that a judge said,
 * and nothing of the rubric that it was scored by.
 * @throws TipBenchError RunDamaged
 */
export function fillingOf(carried: CarriedOutput): Filling {
	const { raw, from, rubric, judges, output, scores } = carried;
	const tags = tagsOf(raw);
	const endedAt = raw.info.end_time ?? raw.info.start_time ?? 0;
	const kept = textsIn(raw, carriedTexts);
	const texts = { ...kept, 'rubric.md': rubric.text };
	const batch = {
		params: raw.data.params,
		metrics: Object.entries(metricValues(carried)).map(([key, value]) => ({ key, value, timestamp: endedAt, step: 0 })),
		tags: pairsOf({
			...bornOf(carried).tags,
			...picked(tags, [...carriedTags, ...Object.values(spellings).flat()]),
			...{ rubric: rubric.name, rubric_hash: rubric.hash },
			...judgeKindTags(judges),
			...Object.assign({}, ...Object.entries(texts).map(([name, text]) => textTags(name, text))),
		}),
	};
	const commit = commitBatchOf({
		...{
			rubric,
			judges,
			scores,
			candidates: output.candidates,
			generation: { invalid: output.invalid, ended_at: endedAt },
		},
		...{ scenario: scenarioIn(kept['context.json']), bench: benchOf(raw), benchUrl: null },
		from: { run: raw.info.run_id, experiment: from.name },
	});
	return { batch, commit, cellJson: cellJsonOf(texts), endedAt };
}

function metricValues({ raw, output, rubric, scores, flags }: CarriedOutput): Scores {
	return {
		...finite(picked(metricsOf(raw), carriedMetrics)),
		...{ n_candidates: output.candidates.length },
		...(output.askedFormat !== null && { asked_format: output.askedFormat ? 1 : 0 }),
		...flags,
		...scores,
		...(scores !== null && { composite: compositeOf(rubric, scores) }),
	};
}

function sourceTags(raw: RawRun, { id, name }: CarriedOutput['from']): Record<string, string> {
	const bench = benchOf(raw);
	return {
		...{ [rejudgeTag.run]: raw.info.run_id, [rejudgeTag.from]: name, [rejudgeTag.fromId]: id },
		// Not as `bench`: whoever is told that all is judged would be the bench of the other experiment.
		...(bench !== null && { [rejudgeTag.bench]: bench }),
	};
}

function benchOf(raw: RawRun): string | null {
	const tags = tagsOf(raw);
	return tags.bench ?? tags[rejudgeTag.bench] ?? null;
}

function scenarioIn(text: string | undefined): ScenarioContent | null {
	return scenarioSchema.safeParse(jsonOf(text)).data ?? null;
}

function jsonOf(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return null;
	}
}

/** MLflow takes no others by JSON. */
function finite(values: Scores): Scores {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
}

function picked<T>(of: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
	return Object.fromEntries(Object.entries(of).filter(([name]) => names.includes(name)));
}
