import { lstatSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { noActivePrompt, type PromotedPrompt, promoted } from '../domain/optimize/active-prompt';
import { activePromptPath, changeActivePrompts, readActivePrompts } from './active-prompt-file';

const fresh = () => ({ TIP_BENCH_STATE: mkdtempSync(join(tmpdir(), 'state-')) });
const silent = () => undefined;

function winner(prompt: string, baseline: string): PromotedPrompt {
	const evidence = { workflow: 'w', experiment: 'e', model: 'm', baseline, gate_run: `gate of ${prompt}`, reasons: [] };
	return { prompt, hash: 'h', at: '2026-11-27T09:00:00.000Z', evidence };
}

test('before the first promotion there is none', async () => {
	expect(await readActivePrompts(fresh())).toEqual(noActivePrompt);
});

test('of many that change it at once none is lost, and nothing is left beside the file', async () => {
	const env = fresh();
	const takeOver = (each: number) =>
		changeActivePrompts(
			env,
			(prompts) => promoted(prompts, winner(`p${each}`, prompts.active?.prompt ?? 'none')).prompts,
			silent,
		);
	await Promise.all(Array.from({ length: 8 }, (_none, each) => takeOver(each)));
	const { active, former } = await readActivePrompts(env);
	expect([active, ...former].map((each) => each?.prompt).sort()).toEqual([
		'p0',
		'p1',
		'p2',
		'p3',
		'p4',
		'p5',
		'p6',
		'p7',
	]);
	expect(readdirSync(dirname(activePromptPath(env)))).toEqual(['active-prompt.json']);
}, 30_000);

test.each([
	'',
	'{"format":"tip-bench-active-prompt/1","acti',
	'{"format":"tip-bench-active-prompt/2","active":null}',
	'[]',
])('a file that holds %j is never read as something else', async (text) => {
	const env = fresh();
	mkdirSync(dirname(activePromptPath(env)));
	writeFileSync(activePromptPath(env), text);
	await expect(readActivePrompts(env)).rejects.toMatchObject({ code: 'DataFileInvalid' });
	await expect(changeActivePrompts(env, () => noActivePrompt, silent)).rejects.toMatchObject({
		code: 'DataFileInvalid',
	});
});

const kept = (more: object = {}) => JSON.stringify({ ...noActivePrompt, active: winner('v2', 'v1'), ...more });

function holding(text: string) {
	const env = fresh();
	mkdirSync(dirname(activePromptPath(env)));
	writeFileSync(activePromptPath(env), text);
	return env;
}

test('a mark that an editor has put in front is passed over', async () => {
	expect((await readActivePrompts(holding(`\uFEFF${kept()}`))).active?.prompt).toBe('v2');
});

test.each([
	[kept({ note: 'mine' }), 'note: unknown key'],
	[kept({ active: { ...winner('v2', 'v1'), at: 'yesterday' } }), 'active.at: '],
	['{"format":', 'is no JSON'],
	['null', 'must be'],
])('of %j it is said in a line what is wrong, and what to do', async (text, words) => {
	const fault = await readActivePrompts(holding(text)).catch(({ message }: Error) => message);
	expect(fault).toContain(words);
	expect(fault).toMatch(/^\/.*active-prompt\.json, which says .*: then no prompt is active$/);
	expect(fault).not.toMatch(/"code"|"path"/);
});

test('a link stays one, and one that leads nowhere is not taken for no file', async () => {
	const env = holding('');
	const path = `${activePromptPath(env)}.elsewhere`;
	writeFileSync(path, kept());
	const linked = fresh();
	mkdirSync(dirname(activePromptPath(linked)));
	symlinkSync(path, activePromptPath(linked));
	await changeActivePrompts(linked, () => noActivePrompt, silent);
	expect(lstatSync(activePromptPath(linked)).isSymbolicLink()).toBe(true);
	expect((await readActivePrompts(linked)).active).toBeNull();
	const lost = fresh();
	mkdirSync(dirname(activePromptPath(lost)));
	symlinkSync('/no/such/file', activePromptPath(lost));
	await expect(readActivePrompts(lost)).rejects.toThrow('is a link to what is not there');
});
