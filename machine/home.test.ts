import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cacheDir, dataDir, exportsDir, stateDir } from './folders';
import { expandHome, homeFolder, userNumber } from './home';

test('HOME counts where it is a whole path', () => {
	expect(homeFolder({ HOME: '/home/me' })).toBe('/home/me');
	for (const HOME of ['', '.', 'home', '~']) expect(homeFolder({ HOME })).toBe(os.userInfo().homedir);
	expect(homeFolder({})).toBe(os.userInfo().homedir);
});

test('an empty HOME puts nothing into the folder where the command runs', () => {
	for (const env of [{ HOME: '' }, { HOME: '.', XDG_CACHE_HOME: '', TIP_BENCH_CACHE: '' }]) {
		for (const folder of [cacheDir(env), stateDir(env), exportsDir(env)]) {
			expect(path.relative(process.cwd(), folder)).toMatch(/^\.\./);
			expect(folder.startsWith(os.userInfo().homedir)).toBe(true);
		}
	}
});

test('a path may begin with ~', () => {
	const home = mkdtempSync(path.join(os.tmpdir(), 'tip-bench-home-'));
	const env = { HOME: home, TIP_BENCH_STATE: '~/state', TIP_BENCH_DATA: '~' };
	expect([stateDir(env), exportsDir(env), dataDir(env)]).toEqual([`${home}/state`, `${home}/state/exports`, home]);
	expect(expandHome('a/~/b', env)).toBe('a/~/b');
	expect(expandHome('~-x', env)).toBe('~-x');
	expect(() => expandHome('~somebody/x', env)).toThrow(/another user/);
});

test('a user whom the system does not know has a folder of its own among the temporary ones', () => {
	const unknown = jest.spyOn(os, 'userInfo').mockImplementation(() => {
		throw new Error('ENOENT: no such file or directory, uv_os_get_passwd');
	});
	const temporary = mkdtempSync(path.join(os.tmpdir(), 'tip-bench-nobody-'));
	jest.spyOn(os, 'tmpdir').mockReturnValue(temporary);
	try {
		const home = homeFolder({});
		expect(home).toBe(path.join(temporary, `tip-bench-home-${userNumber()}`));
		expect(statSync(home).mode & 0o777).toBe(0o700);
		expect(homeFolder({ HOME: '' })).toBe(home);
		// Root's home may be there; to anybody else a container engine says so of a user whom the image does not know.
		expect(homeFolder({ HOME: '/' })).toBe(process.getuid?.() === 0 ? '/' : home);
		expect(homeFolder({ HOME: '/home/me' })).toBe('/home/me');
		rmSync(home, { recursive: true });
		writeFileSync(home, '');
		expect(() => homeFolder({})).toThrow(expect.objectContaining({ code: 'FileUnwritable' }));
		expect(unknown).toHaveBeenCalled();
	} finally {
		jest.restoreAllMocks();
		rmSync(temporary, { recursive: true });
	}
});

test.each(['/no/such/folder', '/etc/passwd', '/etc/passwd/x'])(
	'data in %s, which is no folder, is refused',
	(named) => {
		expect(() => dataDir({ TIP_BENCH_DATA: named })).toThrow(
			expect.objectContaining({ code: 'EnvironmentInvalid', message: `TIP_BENCH_DATA: there is no folder ${named}` }),
		);
	},
);
