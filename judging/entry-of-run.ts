import { z } from 'zod';
import type { RecordedRun } from '../domain/bench/recorded-run';
import { shownHash } from '../domain/judging/entry';
import type { RunFacts } from '../domain/judging/entry-check';
import { emptyScores, type JudgeEntry } from '../domain/judging/judge-file';
import type { Rubric, Scores } from '../domain/judging/rubric';
import type { RunWithTexts } from '../mlflow/recorded-runs';

/**
 * A run as its entry in a judge file, with nothing scored.
 * @throws TipBenchError RunDamaged
 */
export function entryOf(rubric: Rubric, { run, texts }: RunWithTexts): JudgeEntry {
	const kept = texts(['candidates.json', 'context.json']);
	const candidates = z.array(z.string()).safeParse(parseJson(kept['candidates.json']));
	const scenario = z.record(z.string(), z.unknown()).safeParse(parseJson(kept['context.json']));
	return {
		run_id: run.run_id,
		scenario: scenario.success ? scenario.data : null,
		candidates: candidates.success ? candidates.data : [],
		scores: emptyScores(rubric, computedIn(rubric, run)),
	};
}

/**
 * What an entry of a judge file is checked by.
 * @throws TipBenchError RunDamaged
 */
export function factsOf(rubric: Rubric, run: RunWithTexts): RunFacts {
	const { scenario, candidates } = entryOf(rubric, run);
	const shown = { scenario: shownHash(scenario), candidates: shownHash(candidates) };
	return { computed: computedIn(rubric, run.run), shown };
}

/** The flags that the program computed, also where a judge has changed them since. */
function computedIn(rubric: Rubric, { metrics }: RecordedRun): Scores {
	const computed: Scores = {};
	for (const { name, rule } of rubric.flags) {
		const value = metrics[`${name}_computed`] ?? metrics[name];
		if (rule !== undefined && value !== undefined) computed[name] = value;
	}
	return computed;
}

function parseJson(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return null;
	}
}
