import { check as checkFile } from '../../testbed/judge-file';
import { shownHash } from './entry';
import type { RunFacts } from './entry-check';
import { howToJudge, type JudgeEntry } from './judge-file';
import type { Rubric } from './rubric';

// Whatever is done to an exported file, a score in it is applied or named in a fault: it never gets lost unseen.

const rubric: Rubric = {
	name: 'tip-v1',
	text: '# how to score, from 1 to 5',
	hash: 'c0ffee',
	dimensions: [
		{ name: 'relevance', min: 1, max: 5 },
		{ name: 'actionability', min: 1, max: 5 },
		{ name: 'tone', min: 1, max: 5 },
	],
	flags: [
		{ name: 'format_ok', rule: 'asked-format' },
		{ name: 'overlong', rule: { words_over: 25 } },
	],
	composite: { relevance: 1, actionability: 1, tone: 1, format_ok: 2, overlong: -1 },
};
const computed = { format_ok: 1, overlong: 0 };
const scenario = { name: 'dusk', persona: 'a nurse, 41', time_slot: 'at 7', tasks: ['rest', 'eat'] };
const entry = (run_id: string, scores: object, notes: object = {}): JudgeEntry => ({
	run_id,
	scenario,
	candidates: [`a tip for ${run_id}`, 'another, of 5 words'],
	scores: { relevance: null, actionability: null, tone: null, ...computed, ...scores },
	...notes,
});
const exported = {
	format: 'tip-bench-judge/1',
	how_to: howToJudge,
	experiment: 'e',
	experiment_id: '1',
	judge_kinds: ['claude-code'],
	by: 'me',
	runs: [
		entry('a1', { relevance: 4, actionability: 3, tone: 5 }),
		entry('b2', {}),
		entry('c3', { relevance: 2, actionability: 2, tone: 1, overlong: 1 }, { rationale: 'since 2 of them rhyme' }),
	],
	rubric: { name: rubric.name, hash: rubric.hash, text: rubric.text },
};
const runs = new Map(
	exported.runs.map(({ run_id, candidates }): [string, RunFacts] => [
		run_id,
		{ computed, shown: { scenario: shownHash(scenario), candidates: shownHash(candidates) } },
	]),
);

const check = (text: string) => checkFile(text, { rubric, runs });

/** Numbers from 0 to below 1, the same for one seed. */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

type Path = readonly (string | number)[];

function* parts(value: unknown, path: Path = []): Generator<{ path: Path; value: unknown }> {
	yield { path, value };
	if (value === null || typeof value !== 'object') return;
	for (const [key, part] of Object.entries(value))
		yield* parts(part, [...path, Array.isArray(value) ? Number(key) : key]);
}

function valueAt(value: unknown, path: Path): unknown {
	return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined)?.[key], value);
}

const names = [
	...['relevance', 'Relevance', 'relevance_score', 'tone', 'scores', 'Scores', 'score', 'judgment', 'rating', 'runs'],
	...['note', 'comment', 'rationale', 'run_id', 'by', 'x', '', '4', '__proto__', 'constructor', 'оценка', 'a b'],
];

/** A file with one score-like thing put somewhere; the oracle below finds it again by itself. */
function withScore(random: () => number): unknown {
	const pick = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)] as T;
	const score = 1 + Math.floor(random() * 5);
	const form = pick<unknown>([score, score, String(score), `${score}/5`, random() < 0.5]);
	const put = pick<unknown>([form, form, form, [form], { tone: form }, { deep: [{ [pick(names)]: form }] }]);
	const file = structuredClone(exported);
	const { path, value } = pick([...parts(file)]);
	if (Array.isArray(value) && random() < 0.7) value.splice(Math.floor(random() * (value.length + 1)), 0, put);
	else if (value !== null && typeof value === 'object' && !Array.isArray(value) && random() < 0.8) {
		Object.defineProperty(value, pick(names), { value: put, enumerable: true, configurable: true, writable: true });
	} else if (path.length === 0) return put;
	else (valueAt(file, path.slice(0, -1)) as Record<string | number, unknown>)[path.at(-1) ?? ''] = put;
	return file;
}

const isScoreLike = (value: unknown) =>
	typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && /^[1-5](\/5)?$/.test(value));

test.each([1, 2, 3, 4])('a score put anywhere is applied or is a fault (seed %i)', (seed) => {
	const random = randomOf(seed);
	for (let turn = 0; turn < 1_200; turn += 1) {
		const file = withScore(random);
		const text = JSON.stringify(file, null, turn % 3);
		const { faults, judgments, frame } = check(text);
		if (faults.length > 0) continue;
		for (const { path, value } of parts(file)) {
			// A flag that says what was computed says nothing new, however it is written.
			const before = valueAt(exported, path);
			if (!isScoreLike(value) || (before !== null && Number(before) === Number(value))) continue;
			if (path.length === 1 && (path[0] === 'by' || path[0] === 'experiment' || path[0] === 'experiment_id')) {
				// Apply looks for that experiment, and the name is a name.
				expect(frame).toMatchObject({ [path[0]]: String(value) });
				continue;
			}
			const [list, at, scores, name] = path;
			expect({ text, list, scores }).toEqual({ text, list: 'runs', scores: 'scores' });
			const id = valueAt(file, ['runs', at ?? -1, 'run_id']);
			expect(judgments.find(({ run_id }) => run_id === id)?.scores[String(name)]).toBe(Number(value));
		}
		// What was there before is there still.
		for (const { run_id, scores } of exported.runs) {
			const now = (file as typeof exported).runs.find((each) => each.run_id === run_id)?.scores;
			if (scores.tone !== null && JSON.stringify(now) === JSON.stringify(scores)) {
				expect(judgments.find((judgment) => judgment.run_id === run_id)?.scores).toEqual(scores);
			}
		}
	}
});

test.each([5, 6, 7, 8])('a slip of the pen loses no score (seed %i)', (seed) => {
	const random = randomOf(seed);
	const text = JSON.stringify(exported, null, 1);
	const whole = check(text);
	expect(whole).toMatchObject({ faults: [], unscored: 1 });
	const slips = [...'"\'{}[]:,\n/*#x \\-“”`', '//', '/*', '*/', '```', 'tone: 4', ', "tone": 4'];
	let refused = 0;
	for (let turn = 0; turn < 1_200; turn += 1) {
		const at = Math.floor(random() * text.length);
		const cut = Math.floor(random() * 3);
		const slip = random() < 0.6 ? slips[Math.floor(random() * slips.length)] : '';
		const { faults, judgments } = check(text.slice(0, at) + slip + text.slice(at + cut));
		refused += faults.length > 0 ? 1 : 0;
		if (faults.length > 0) continue;
		const scoresOf = (all: typeof judgments) => all.map(({ run_id, scores }) => ({ run_id, scores }));
		expect({ at, cut, slip, scores: scoresOf(judgments) }).toEqual({
			at,
			cut,
			slip,
			scores: scoresOf(whole.judgments),
		});
	}
	// Both happen: what is unambiguous is read.
	expect(refused).toBeGreaterThan(400);
	expect(refused).toBeLessThan(1_150);
});
