import { shownHash } from '../domain/judging/entry';
import type { RunFacts } from '../domain/judging/entry-check';
import { emptyScores, type JudgeEntry, type JudgeFile } from '../domain/judging/judge-file';
import { type CheckedJudgeFile, checkJudgeFile } from '../domain/judging/judge-file-check';
import { createJudgeFileReader, type ReadRest } from '../domain/judging/judge-file-reader';
import { createMends } from '../domain/judging/lenient-json/mends';
import type { Rubric, Scores } from '../domain/judging/rubric';

/** A rubric with little to score. */
export const rubric: Rubric = {
	name: 'tip-v1',
	text: 'text',
	hash: 'hash',
	dimensions: [
		{ name: 'relevance', min: 1, max: 5 },
		{ name: 'tone', min: 1, max: 5 },
	],
	flags: [{ name: 'format_ok', rule: 'asked-format' }],
	composite: { relevance: 1, tone: 1, format_ok: 2 },
};
export const scenario = { name: 'dusk', persona: 'a nurse', time_slot: 'at 7', tasks: ['rest', 'eat'] };
/** An entry as it is exported, with these scores. */
export const entry = (run_id: string, scores: Record<string, unknown>): JudgeEntry => ({
	run_id,
	scenario,
	candidates: [`a tip for ${run_id}`],
	scores,
});
/** A judge file with these entries. */
export const fileOf = (...runs: unknown[]) => ({
	format: 'tip-bench-judge/1',
	how_to: '',
	experiment: 'e',
	experiment_id: '1',
	judge_kinds: ['claude-code'],
	by: 'me',
	runs: runs as JudgeFile['runs'],
	rubric: { name: rubric.name, hash: rubric.hash, text: rubric.text },
});
/** What is known of the run of an {@link entry}. */
export const facts = (run_id: string): RunFacts => ({
	computed: { format_ok: 1 },
	shown: { scenario: shownHash(scenario), candidates: shownHash([`a tip for ${run_id}`]) },
});
const known = { rubric, runs: new Map(['r1', 'r2'].map((id) => [id, facts(id)])) };
/** Scores that are given, and such that nobody has given yet. */
export const full: Scores = { relevance: 4, tone: 5, format_ok: 1 };
export const open: JudgeEntry['scores'] = emptyScores(rubric, { format_ok: 1 });

/** What came of a file, whether it could be read or not. */
type Outcome = Omit<CheckedJudgeFile, 'entryFaults' | 'faulty'> &
	Pick<ReadRest, 'frame'> & { readonly mended: string[] };

/**
 * Reads and checks a judge file as `apply` does.
 * @param file its text, or what it is the text of
 * @param by what it is checked by; unless given, two runs `r1` and `r2`
 */
export function check(file: unknown, by: { rubric: Rubric; runs: ReadonlyMap<string, RunFacts> } = known): Outcome {
	const mends = createMends();
	const reader = createJudgeFileReader(mends);
	const entries = reader.push(typeof file === 'string' ? file : JSON.stringify(file, null, 1));
	const { frame, ...rest } = reader.end();
	const unread = { judgments: [], unscored: 0, faults: [...rest.faults] };
	const checked = frame === null ? unread : checkJudgeFile({ ...rest, frame, entries }, by.rubric, by.runs);
	const all = 'entryFaults' in checked ? [...checked.faults, ...checked.entryFaults] : checked.faults;
	return { frame, ...checked, faults: all, mended: mends.lines() };
}
