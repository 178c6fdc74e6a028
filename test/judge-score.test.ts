import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tipBench } from '../testbed/commands';
import { type JudgedRuns, openJudgedRuns } from '../testbed/judged-runs';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack } from '../testbed/stack';
import { openTestTerminal } from '../testbed/terminal';
import { until } from '../testbed/until';

const lazy = { lazy: 'claude-code', auto: null };
const hostile = 'Tip \u001b[2J\u001b[31m\u0007 with \u202e marks – 午前9時に読む';

let runs: JudgedRuns;
let stateDir: string;
const ids: string[] = [];

beforeAll(async () => {
	stateDir = mkdtempSync(join(testStack().stateDir, 'sitting-'));
	runs = await openJudgedRuns();
	for (let at = 0; at < 12; at += 1) ids.push(await runs.addRun(lazy, [hostile, `Second tip ${at}.`]));
});

afterAll(() => runs.close());

const sit = (by: string, size: { rows?: number; columns?: number; env?: Record<string, string> } = {}) =>
	openTestTerminal(['judge', 'score', runs.experiment, '--by', by], {
		...size,
		env: { TIP_BENCH_STATE: stateDir, ...size.env },
	});

/** The scores of those runs that a judge has judged, as MLflow has them. */
async function judgedBy(by: string) {
	const all = await rawRuns(runs.experiment);
	return all.filter(({ tags }) => tags.judged_by?.split(', ').includes(by));
}

/** What is kept of somebody's sittings. */
function draftOf(by: string): { begun: Record<string, { given: unknown[] }>; unstored: unknown[] } {
	const folder = join(stateDir, 'sittings');
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	const drafts = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { by: string });
	return drafts.find((draft) => draft.by === by) as never;
}

test('at 80 × 24 the item stands above the scale, and nothing that a model wrote reaches the terminal', async () => {
	const terminal = sit('Ada');
	await terminal.see('12 left');
	await terminal.see('relevance, 1 to 5 >');
	const lines = terminal.lines();
	expect(lines).toHaveLength(24);
	expect(lines.join('\n')).toMatch(
		/1\. Tip \\x1b\[2J\\x1b\[31m\\x07 with \\u202e marks – 午前9時に読む\n2\. Second tip/,
	);
	expect(lines.join('\n')).toMatch(/^5 {2}about a task, fits person and time, and uses a particular$/m);
	for (const secret of ['m:1b', 'v1', 'claude-code']) expect(lines.join('\n')).not.toContain(secret);
	terminal.keys('4');
	await terminal.see('actionability, 1 to 5 >');
	terminal.keys('5');
	await terminal.see('tone, 1 to 5 >');
	terminal.keys('n');
	terminal.keys('dry, but kind 4');
	await terminal.see('note > dry, but kind 4');
	terminal.keys('\r');
	await terminal.see('noted');
	terminal.keys('3');
	await terminal.see('1 scored, 11 left');
	await until(async () => (await judgedBy('Ada')).length === 1);
	const [{ metrics, tags } = { metrics: {}, tags: {} }] = await judgedBy('Ada');
	expect(metrics).toMatchObject({ relevance: 4, actionability: 5, tone: 3, composite: 14 });
	expect(tags).toMatchObject({ judge_pending: 'false', judged: 'true', 'artifact:note': 'dry, but kind 4' });
	terminal.keys('q');
	expect(await terminal.ended).toEqual({ code: 0, signal: null });
	// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
	expect(terminal.sent()).not.toMatch(/\u001b\[31m|\u0007|\u202e/);
	expect(terminal.sent()).toContain('1 item scored');
	expect(draftOf('Ada')).toMatchObject({ begun: {}, unstored: [] });
});

test('what was stored is taken back and scored anew, and the former scores are kept', async () => {
	const terminal = sit('Ada');
	await terminal.see('11 left');
	terminal.keys('222');
	await terminal.see('1 scored');
	await until(async () => (await judgedBy('Ada')).length === 2);
	terminal.keys('u');
	await terminal.see('back at the item before');
	terminal.keys('5');
	await terminal.see('1 scored, 10 left');
	await until(async () => (await judgedBy('Ada')).some(({ metrics }) => metrics.tone === 5 && metrics.relevance === 2));
	terminal.keys('q');
	await terminal.ended;
	const again = (await judgedBy('Ada')).find(({ metrics }) => metrics.tone === 5);
	expect(Object.values(again?.tags ?? {}).join('\n')).toMatch(/"replaced":\[\{"scores":\{[^}]*"tone":2/);
});

test.each(['KILL', 'hang up', 'TERM'] as const)(
	'a terminal that ends by %s loses no item and no answer',
	async (how) => {
		const by = `Judge ${how}`;
		const terminal = sit(by);
		await terminal.see('relevance, 1 to 5 >');
		terminal.keys('333');
		await terminal.see('1 scored');
		terminal.keys('4');
		await terminal.see('relevance 4');
		terminal.keys('nhalf a note');
		await terminal.see('half a note');
		if (how === 'hang up') terminal.hangUp();
		else terminal.kill(how);
		const end = await terminal.ended;
		const ends = {
			KILL: { code: null, signal: 9 },
			'hang up': { code: null, signal: 1 },
			TERM: { code: 1, signal: null },
		};
		expect(end).toEqual(ends[how]);
		expect(Object.values(draftOf(by).begun)).toEqual([
			{ given: [{ name: 'relevance', score: 4 }], note: 'half a note', again: false },
		]);
		const later = sit(by);
		await later.see('actionability, 1 to 5 >');
		await later.see('relevance 4');
		later.keys('55');
		await later.see('1 scored');
		await until(async () => (await judgedBy(by)).length === 2);
		later.keys('q');
		await later.ended;
		const scored = (await judgedBy(by)).map(({ metrics, tags }) => [
			metrics.relevance,
			metrics.tone,
			tags['artifact:note'],
		]);
		expect(scored.sort()).toEqual([
			[3, 3, undefined],
			[4, 5, 'half a note'],
		]);
	},
);

test('two at once keep both judgments of a run that both have before them', async () => {
	const first = sit('Grace');
	const second = sit('Alan');
	await first.see('relevance, 1 to 5 >');
	await second.see('relevance, 1 to 5 >');
	const open = (await rawRuns(runs.experiment)).filter(({ tags }) => tags.judge_pending === 'true').length;
	expect(open).toBe(4);
	// Each goes through all of them, from another place of the order.
	for (let item = 0; item < open; item += 1) {
		first.keys('222');
		second.keys('444');
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	await until(async () => (await rawRuns(runs.experiment)).every(({ tags }) => tags.judge_pending === 'false'));
	first.keys('q');
	second.keys('q');
	await Promise.all([first.ended, second.ended]);
	const judged = [...(await judgedBy('Grace')), ...(await judgedBy('Alan'))];
	expect(new Set(judged.map(({ info }) => info.run_id)).size).toBe(open);
	for (const { metrics, tags } of judged) {
		const mean = { 'Grace, Alan': 3, 'Alan, Grace': 3, Grace: 2, Alan: 4 }[tags.judged_by ?? ''];
		expect(metrics.tone).toBe(mean);
	}
	for (const by of ['Grace', 'Alan']) expect(draftOf(by)).toMatchObject({ unstored: [], refused: [] });
});

test('the same name sits at an experiment once, and an auto judge not at all', async () => {
	await runs.addRun(lazy);
	const terminal = sit('Ada');
	await terminal.see('relevance, 1 to 5 >');
	const again = sit('Ada');
	expect(await again.ended).toEqual({ code: 2, signal: null });
	expect(again.sent()).toMatch(/Ada scores \S+ in another terminal already \(process \d+\)/);
	const auto = sit('haiku');
	expect(await auto.ended).toEqual({ code: 2, signal: null });
	expect(auto.sent()).toContain('haiku is the name of an auto judge');
	terminal.keys('\u0003');
	expect((await terminal.ended).code).toBe(0);
});

test('any size, no colours, and a terminal that only prints lines', async () => {
	const terminal = sit('Ada', { env: { NO_COLOR: '1' } });
	await terminal.see('relevance, 1 to 5 >');
	for (const [rows, columns] of [
		[40, 130],
		[10, 40],
		[3, 12],
		[24, 80],
	] as const) {
		terminal.resize(rows, columns);
		await terminal.see(columns > 20 ? 'relevance, 1 to 5 >' : 'relevance');
		expect(terminal.lines().every((line) => line.length <= columns)).toBe(true);
	}
	terminal.keys('?');
	await terminal.see('any key goes back');
	terminal.keys('xq');
	await terminal.ended;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
	expect(terminal.sent()).not.toMatch(/\u001b\[[\d;]*m/);
	const plain = sit('Ada', { env: { TERM: 'dumb' } });
	await until(async () => plain.sent().includes('relevance, 1 to 5 >'));
	plain.keys('4');
	await until(async () => plain.sent().includes('actionability, 1 to 5 >'));
	plain.keys('q');
	await plain.ended;
	expect(plain.sent()).not.toContain('\u001b');
	expect(plain.sent()).toContain('Candidates');
});

test('who scores is asked where nobody says it, and the last one is known', async () => {
	const env = { TIP_BENCH_STATE: stateDir };
	const terminal = openTestTerminal(['judge', 'score', runs.experiment], { env });
	await until(async () => terminal.sent().includes('Who scores?'));
	expect(terminal.sent()).toContain('[Ada]');
	terminal.keys('\r');
	await terminal.see('as Ada');
	terminal.keys('q');
	await terminal.ended;
});

test('Ctrl-Z where no shell can stop it costs nothing, and whoever is continued draws all anew', async () => {
	const terminal = sit('Zoe');
	await terminal.see('relevance, 1 to 5 >');
	terminal.keys('\u001a');
	await new Promise((resolve) => setTimeout(resolve, 500));
	terminal.keys('4');
	await terminal.see('actionability, 1 to 5 >');
	const taken = () => terminal.sent().split('\u001b[?1049h').length - 1;
	expect(taken()).toBe(2);
	terminal.kill('STOP');
	terminal.kill('CONT');
	await until(async () => taken() === 3);
	terminal.keys('uq');
	expect(await terminal.ended).toEqual({ code: 0, signal: null });
});

test('what waits is listed with the time that it will take', async () => {
	const env = { TIP_BENCH_STATE: stateDir };
	const { stdout } = await tipBench(['judge', '--json', '--by', 'Ada'], env);
	const listed = JSON.parse(stdout) as { experiments: { experiment: string; pending: number }[] };
	expect(listed.experiments).toContainEqual(
		expect.objectContaining({ experiment: runs.experiment, pending: 1, judge_kinds: ['claude-code'] }),
	);
	const { stdout: table } = await tipBench(['judge', '--by', 'nobody'], env);
	expect(table).toMatch(new RegExp(`^${runs.experiment} +1 run +waiting .* to score +claude-code$`, 'm'));
	const wrong = await tipBench(['judge', 'exprot'], env);
	expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean export?') });
});
