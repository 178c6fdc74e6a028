import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
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
