import { lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createLog } from '../machine/log';
import { makeFolderSync } from '../machine/make-folder';
import { policiesFile, promote, readActive, rollback, setShadow } from './active-policies';
import { watchPolicies } from './watched-policies';

let env: { TIP_BENCH_STATE: string };
beforeEach(() => {
	env = { TIP_BENCH_STATE: mkdtempSync(join(tmpdir(), 'tip-bench-policies-')) };
});
afterEach(() => rmSync(env.TIP_BENCH_STATE, { recursive: true }));

const write = (text: string) => {
	makeFolderSync(dirname(policiesFile(env)));
	writeFileSync(policiesFile(env), text);
};
const silent = createLog({ format: 'json', level: 'error', write: () => undefined });

test('a promotion keeps what was before it, and a rollback goes back there', async () => {
	expect(readActive(env)).toMatchObject({ active: 'egreedy-v1', shadows: [], former: [] });
	const { changed, policies } = await promote(env, 'egreedy-v2', { simulation: 's1' }, 1_000);
	expect(changed).toBe(true);
	expect(policies).toMatchObject({
		active: 'egreedy-v2',
		since: '1970-01-01T00:00:01.000Z',
		evidence: { simulation: 's1' },
	});
	expect(await promote(env, 'egreedy-v2', { simulation: 's1' }, 2_000)).toEqual({ changed: false, policies });
	await promote(env, 'linucb', { simulation: 's2' }, 3_000);
	await rollback(env, 4_000);
	expect(readActive(env)).toMatchObject({ active: 'egreedy-v2', evidence: { simulation: 's1' } });
	expect(readActive(env).rolled_back).toMatchObject({ active: 'linucb', evidence: { simulation: 's2' } });
	await rollback(env, 5_000);
	expect(readActive(env)).toMatchObject({ active: 'egreedy-v1', evidence: null });
	await expect(rollback(env)).rejects.toMatchObject({ code: 'NothingBefore' });
});

test('a shadow is turned on and off, by the command or by a line of a person', async () => {
	expect((await setShadow(env, 'egreedy-v2-shadow', true)).policies.shadows).toEqual(['egreedy-v2-shadow']);
	expect((await setShadow(env, 'egreedy-v2-shadow', true)).changed).toBe(false);
	expect((await setShadow(env, 'egreedy-v2-shadow', false)).policies.shadows).toEqual([]);
	write('{"active": "egreedy-v1", "shadows": ["egreedy-v2-shadow"]}');
	expect(readActive(env).shadows).toEqual(['egreedy-v2-shadow']);
});

test('a file with a mark before its text is read; a wrong one is told in plain words', () => {
	write('\uFEFF{"active": "egreedy-v2"}');
	expect(readActive(env).active).toBe('egreedy-v2');
	write('{"active": "egreedy-v2", "since": "yesterday", "shadow": [], "shadows": "linucb-shadow"}');
	expect(() => readActive(env)).toThrow(
		/\n- since: must be a time in UTC, such as .*\n- shadows: must be a list\n- the file: unknown key shadow$/,
	);
	write('[]');
	expect(() => readActive(env)).toThrow(/- the file: must be an object$/);
});

test('a link to the file stays one', async () => {
	write('{"active": "egreedy-v1"}');
	const elsewhere = join(env.TIP_BENCH_STATE, 'elsewhere.json');
	renameSync(policiesFile(env), elsewhere);
	symlinkSync(elsewhere, policiesFile(env));
	await promote(env, 'linucb', {});
	expect(JSON.parse(readFileSync(elsewhere, 'utf8'))).toMatchObject({ active: 'linucb' });
	expect(lstatSync(policiesFile(env)).isSymbolicLink()).toBe(true);
});

test('changes of many at once are each made on the one before', async () => {
	await Promise.all([
		promote(env, 'egreedy-v2', {}),
		setShadow(env, 'linucb-shadow', true),
		promote(env, 'linucb', {}),
	]);
	const { former, shadows } = readActive(env);
	expect([former.length, shadows]).toEqual([2, ['linucb-shadow']]);
}, 20_000);

test('a damaged file says what is wrong; a server that has a good one keeps it until it is mended', () => {
	write('{"active": "egreedy-v2"}');
	const watched = watchPolicies(env, silent);
	expect(watched.now().active).toBe('egreedy-v2');
	write('{"active": "egreedy-v3"}');
	expect(() => readActive(env)).toThrow(/- active: must be one of egreedy-v1, egreedy-v2/);
	expect([watched.now().active, watched.fault()]).toEqual(['egreedy-v2', expect.stringMatching(/active/)]);
	write('{"active": "linucb"}');
	expect([watched.now().active, watched.fault()]).toEqual(['linucb', null]);
	write('{');
	expect(() => watchPolicies(env, silent)).toThrow(/no JSON/);
	expect(readFileSync(policiesFile(env), 'utf8')).toBe('{');
});
