import { z } from 'zod';
import type { RecordedRun } from '../domain/bench/recorded-run';
import { shownHash } from '../domain/judging/entry';
import type { RunFacts } from '../domain/judging/entry-check';
import { emptyScores, type JudgeEntry } from '../domain/judging/judge-file';
import { cellText, scenarioText } from '../domain/judging/rows/cell-text';
import { keptFlags, type Rubric } from '../domain/judging/rubric';
import type { RunWithTexts } from '../mlflow/recorded-runs';

/**
 * A run as its entry in a judge file, with nothing scored.
 * @throws TipBenchError RunDamaged
 */
export function entryOf(
	rubric: Pick<Rubric, 'dimensions' | 'flags'>,
	{ run, texts }: Pick<RunWithTexts, 'run' | 'texts'>,
): JudgeEntry {
	const kept = texts(['context.json']);
	const scenario = z.record(z.string(), z.unknown()).safeParse(parseJson(kept['context.json']));
	return {
		run_id: run.run_id,
		scenario: scenario.success ? scenario.data : null,
		candidates: candidatesOf({ texts }),
		scores: emptyScores(rubric, keptFlags(rubric, run.metrics)),
	};
}

/**
 * The candidates of a run. One that is no text, as another program may have kept it, is shown as its JSON.
 * @throws TipBenchError RunDamaged
 */
export function candidatesOf({ texts }: Pick<RunWithTexts, 'texts'>): string[] {
	const parsed = parseJson(texts(['candidates.json'])['candidates.json']);
	if (!Array.isArray(parsed)) return [];
	return parsed.map((each: unknown) => (typeof each === 'string' ? each : JSON.stringify(each)));
}

/** The same, and `null` where they are damaged: what cannot be read whole is not shown in part. */
export function readableCandidates(found: Pick<RunWithTexts, 'texts'>): string[] | null {
	try {
		return candidatesOf(found);
	} catch {
		return null;
	}
}

/**
 * What an entry of a judge file is checked by.
 * @throws TipBenchError RunDamaged
 */
export function factsOf(rubric: Rubric, run: Pick<RunWithTexts, 'run' | 'texts'>): RunFacts {
	const computed = keptFlags(rubric, run.run.metrics);
	return { computed, ...shownOf(entryOf(rubric, run)), closed: closedTo(run.run) };
}

/** What an entry shows its judge, in either form of a file. */
export function shownOf({
	scenario,
	candidates,
}: Pick<JudgeEntry, 'scenario' | 'candidates'>): Required<Pick<RunFacts, 'shown' | 'inCells'>> {
	return {
		shown: { scenario: shownHash(scenario), candidates: shownHash(candidates) },
		inCells: { scenario: shownHash(scenarioText(scenario)), candidates: shownHash(candidates.map(cellText)) },
	};
}

function closedTo({ by_rule, invalid }: RecordedRun): string | null {
	if (invalid !== null) return `nobody scores this run, since its output says nothing about the prompt (${invalid})`;
	return by_rule ? 'nobody scores this run: it has no candidate, and the rule gave it the lowest scores' : null;
}

function parseJson(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return null;
	}
}
