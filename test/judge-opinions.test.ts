import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Applied } from '../domain/judging/applied';
import type { Disagreements } from '../domain/judging/disagreement';
import type { JudgeFile } from '../domain/judging/judge-file';
import { applyJudgeFile } from '../judging/apply';
import { exportPending } from '../judging/export';
import { openJudgeFile } from '../judging/open-judge-file';
import { judgmentsIn } from '../mlflow/judgments';
import { tipBench } from '../testbed/commands';
import { printed } from '../testbed/judge-bench';
import { autoJudgment, bothTiers, type JudgedRuns, openJudgedRuns } from '../testbed/judged-runs';
import { testStack } from '../testbed/stack';

// Several judges of one run: opinions, second files, drift checks, and what an auto judge says beside them.

const aDay = 24 * 60 * 60 * 1_000;
let stage: JudgedRuns;
let path: string;
beforeEach(async () => {
	stage = await openJudgedRuns();
	path = join(testStack().stateDir, `${stage.experiment}.json`);
});
afterEach(() => stage.close());

type Target = Parameters<typeof exportPending>[3];
const exported = async (target: Target = {}): Promise<JudgeFile> => {
	await exportPending(stage.mlflow, stage.rubric, stage.at, { path, ...target });
	return JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
};
const scored = (file: JudgeFile, score: number | ((runId: string) => number)): JudgeFile => ({
	...file,
	runs: file.runs.map((entry) => {
		const each = typeof score === 'number' ? score : score(entry.run_id);
		return { ...entry, scores: { ...entry.scores, relevance: each, actionability: each, tone: each } };
	}),
});
const apply = async (file: JudgeFile, more: Partial<Parameters<typeof applyJudgeFile>[3]> = {}, at = path) => {
	await writeFile(at, JSON.stringify(file));
	const options = { now: Date.now(), autoKinds: ['haiku'], ...more };
	return applyJudgeFile(stage.mlflow, stage.rubric, await openJudgeFile(at), options);
};
const addRuns = async (count: number, judges = bothTiers) => {
	const ids: string[] = [];
	for (let at = 0; at < count; at += 1) ids.push(await stage.addRun(judges));
	return ids;
};
const compositeOf = async (runId: string) => (await stage.run(runId)).metrics.composite;

test('a second opinion: blind, beside the first, and the mean counts', async () => {
	const [first = ''] = await addRuns(3);
	const annas = await exported({ by: 'Anna' });
	expect(await apply(scored(annas, 4))).toMatchObject({ written: 3, opinions: 0, pending: 0 });
	expect(await exported({ by: 'Anna', second: true })).toMatchObject({ runs: [] });
	const bobs = await exported({ by: 'Bob', second: true });
	expect(bobs.by).toBe('Bob');
	expect(bobs.runs.map(({ scores }) => scores)).toEqual(
		Array.from({ length: 3 }, () => ({ relevance: null, actionability: null, tone: null, format_ok: 1, overlong: 0 })),
	);
	const before = await apply(scored(bobs, 1), { dryRun: true });
	expect(before).toMatchObject({ dry_run: true, written: 3, opinions: 3 });
	expect(before.changes).toHaveLength(3);
	expect(await compositeOf(first)).toBe(14);
	expect(await apply(scored(bobs, 1))).toMatchObject({ written: 3, opinions: 3, unchanged: 0 });
	expect(await apply(scored(bobs, 1))).toMatchObject({ written: 0, unchanged: 3 });
	expect(await compositeOf(first)).toBe(9.5);
	await expect(apply(scored(bobs, 2))).rejects.toThrow(
		/3 runs already have other scores of this judge.*\n.*judged by Bob: relevance 1 → 2/,
	);
	expect(await apply(scored(bobs, 2), { replace: true })).toMatchObject({ written: 3 });
	const { tags, metrics } = await stage.run(first);
	expect(metrics.composite).toBe(11);
	const bob = judgmentsIn(tags).judgments.find(({ by }) => by === 'Bob');
	expect(bob).toMatchObject({ given: { scores: { tone: 2 } }, replaced: [{ scores: { tone: 1 } }] });
	expect(await exported({ by: 'Cleo', second: true })).toMatchObject({ runs: { length: 3 } });
});

test('drift checks are hidden among new runs, and their answers replace nothing', async () => {
	await addRuns(20);
	const weekAgo = Date.now() - 7 * aDay;
	await apply(scored(await exported({ by: 'Anna' }), 4), { now: weekAgo });
	await addRuns(12);
	expect((await exported({ by: 'Bob', drift: 10 })).runs).toHaveLength(12);
	const file = await exported({ by: 'Anna', drift: 10, limit: 10 });
	expect(file.runs).toHaveLength(10);
	const places: number[] = [];
	for (const [at, { run_id }] of file.runs.entries())
		if ((await stage.run(run_id)).tags.judged === 'true') places.push(at);
	expect(places).toHaveLength(2);
	const hidden = places.map((at) => file.runs[at]?.run_id ?? '');
	expect(JSON.stringify(file.runs[places[0] ?? 0]).replace(/"(run_id|candidates)":.*?[\]"],/g, '')).not.toMatch(
		/drift|repeat/,
	);
	expect(await apply(scored(file, 2))).toMatchObject({ written: 10, repeats: 2, pending: 4 });
	expect(await apply(scored(file, 2))).toMatchObject({ written: 0, unchanged: 10 });
	for (const id of hidden) {
		const { tags, metrics } = await stage.run(id);
		expect(metrics.composite).toBe(14);
		expect(judgmentsIn(tags).judgments).toMatchObject([
			{ given: { scores: { tone: 4 } }, repeats: [{ scores: { tone: 2 } }] },
		]);
	}
	await expect(apply(scored(file, 3))).rejects.toMatchObject({ code: 'JudgmentConflict' });
});

test('where auto and lazy judges are apart is counted after each apply, and listed', async () => {
	const [near = '', milder = '', stricter = ''] = await addRuns(3);
	await stage.record(stage.plan(), [autoJudgment(near, 4), autoJudgment(milder, 5), autoJudgment(stricter, 1)]);
	const file = scored(await exported({ by: 'Anna' }), (id) => (id === milder ? 1 : 4));
	expect(await apply(file)).toMatchObject({ written: 3, disagreements: 2 });
	const found = printed<Disagreements>(await tipBench(['judge', 'disagreements', stage.experiment, '--json']));
	expect(found).toMatchObject({ delta: 1, scored_by_both: 3 });
	expect(found.runs.map(({ run_id, differences: [first] }) => [run_id, first?.name, first?.difference])).toEqual([
		[milder, 'relevance', 4],
		[stricter, 'relevance', -3],
	]);
	expect(found.runs[0]).toMatchObject({
		auto: { tone: 5, composite: 17 },
		lazy: { tone: 1, composite: 5 },
		judged_by: 'Anna',
	});
	const { stdout } = await tipBench(['judge', 'disagreements', stage.experiment, '--delta', '3']);
	expect(stdout).toMatch(/on 2 runs of 3 .* more than 3 apart/);
	expect(stdout).toMatch(
		new RegExp(
			`${milder}  relevance \\+4, actionability \\+4, tone \\+4, composite \\+12\n  haiku: relevance 5.*\n  Anna: relevance 1`,
		),
	);
	expect(stdout).toContain('    1. tip');
	expect(stdout).not.toContain('v3-few-shot');
});

test('a half-done file: its complete entries are applied where that is asked for, the others listed', async () => {
	await addRuns(4);
	const file = scored(await exported(), 3);
	Object.assign(file.runs[1]?.scores ?? {}, { tone: null });
	Object.assign(file.runs[2]?.scores ?? {}, { tone: 9 });
	await writeFile(path, JSON.stringify(file));
	expect((await tipBench(['judge', 'apply', path])).code).toBe(2);
	const { code, stdout, stderr } = await tipBench(['judge', 'apply', path, '--partial', '--json']);
	expect(code).toBe(1);
	expect(JSON.parse(stdout)).toMatchObject({ written: 2, faulty: 2, pending: 2, faults: { length: 2 } });
	expect(stderr).toMatch(
		/left out: 2 entries, with 2 faults:\n- .*runs\[1\].*tone is missing\n- .*runs\[2\].*but is 9/,
	);
	const shown = await tipBench(['judge', 'apply', path, '--partial', '--dry-run']);
	expect([shown.code, shown.stdout]).toEqual([1, '']);
});

test.each(['csv', 'jsonl'])('a file of the form %s goes there and back by the command', async (format) => {
	await addRuns(3);
	const out = join(testStack().stateDir, `${stage.experiment}.${format}`);
	await tipBench(['judge', 'export', stage.experiment, '--format', format, '--out', out, '--by', 'Anna']);
	const text = await readFile(out, 'utf8');
	const filled =
		format === 'csv'
			? text.replace(/,,,,1,0,/g, ',4,4,4,1,0,').replace(/,,,1,0,/g, ',4,4,4,1,0,')
			: text.replaceAll('null', '4');
	await writeFile(out, filled);
	const again = await tipBench(['judge', 'export', stage.experiment, '--format', format, '--out', out, '--by', 'Anna']);
	expect(again.stderr).not.toContain('kept as');
	expect(await readFile(out, 'utf8')).not.toBe(text);
	expect(printed<Applied>(await tipBench(['judge', 'apply', out, '--json']))).toMatchObject({
		written: 3,
		pending: 0,
		mended: [],
	});
});

test('two applies at once, of two judges and of one, lose no score', async () => {
	const ids = await addRuns(6);
	const file = await exported();
	const [annas, bobs] = [scored({ ...file, by: 'Anna' }, 5), scored({ ...file, by: 'Bob' }, 2)];
	await Promise.all([apply(annas, {}, `${path}.a`), apply(bobs, {}, `${path}.b`)]);
	for (const id of ids) {
		const { tags, metrics } = await stage.run(id);
		expect(
			judgmentsIn(tags)
				.judgments.map(({ by }) => by)
				.sort(),
		).toEqual(['Anna', 'Bob']);
		expect([metrics.relevance, metrics.composite]).toEqual([3.5, 12.5]);
	}
	const ended = await Promise.allSettled([
		apply(scored({ ...file, by: 'Cleo' }, 1), {}, `${path}.c`),
		apply(scored({ ...file, by: 'Cleo' }, 4), {}, `${path}.d`),
	]);
	// Whoever of them came too late hears so.
	const refused = ended
		.filter(({ status }) => status === 'rejected')
		.map((each) => (each as PromiseRejectedResult).reason.code);
	expect(refused).toContain('JudgmentConflict');
});

test('names that no judge may have are refused, and near ones are said', async () => {
	await addRuns(1);
	const file = scored(await exported(), 3);
	for (const [by, message] of [
		['haiku', /by: haiku is the name of an auto judge/],
		['Haiku ', /by: Haiku is the name of an auto judge/],
		['ollama/x:1b', /is the name of an auto judge/],
		['rule', /by: rule stands for what nobody has to score/],
		['a\u0007b', /line 1, column \d+, by: must not hold control characters/],
		['x'.repeat(10_000), /by: must have at most 200 characters/],
		['a\u202eb', /by: must not hold control characters or invisible ones/],
	] as const) {
		await expect(apply({ ...file, by })).rejects.toThrow(message);
	}
	await apply({ ...file, by: 'Anna K.' });
	const { opinions, warnings } = await apply({ ...file, by: 'anna k' });
	expect([opinions, warnings]).toEqual([1, [expect.stringContaining('another judge than Anna K.')]]);
	await apply(scored({ ...file, by: 'claude-code-session' }, 1));
	await expect(apply(scored({ ...file, by: 'claude-code-session' }, 5))).rejects.toThrow(/set `by` to your own name/);
});
