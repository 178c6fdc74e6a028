import { existsSync } from 'node:fs';
import path from 'node:path';
import { cacheDir, projectRoot, stateDir } from './folders';

test('our own variable wins over the XDG one, and that over the home folder', () => {
	const env = { HOME: '/home/me', XDG_CACHE_HOME: '/xdg/cache', XDG_STATE_HOME: '/xdg/state' };
	expect(cacheDir({ ...env, TIP_BENCH_CACHE: '/mine' })).toBe('/mine');
	expect(stateDir({ ...env, TIP_BENCH_STATE: '/mine' })).toBe('/mine');
	expect(cacheDir(env)).toBe('/xdg/cache/tip-bench');
	expect(stateDir(env)).toBe('/xdg/state/tip-bench');
	expect(cacheDir({ HOME: '/home/me' })).toBe('/home/me/.cache/tip-bench');
	expect(stateDir({ HOME: '/home/me' })).toBe('/home/me/.local/state/tip-bench');
});

test('a relative XDG folder is ignored, as its rules say', () => {
	expect(cacheDir({ HOME: '/home/me', XDG_CACHE_HOME: 'cache' })).toBe('/home/me/.cache/tip-bench');
});

test('our own variable may be relative to where the command runs', () => {
	expect(cacheDir({ TIP_BENCH_CACHE: 'cache' })).toBe(path.resolve('cache'));
});

test('finds the checkout', () => {
	expect(existsSync(path.join(projectRoot(), 'machine', 'leash.js'))).toBe(true);
});
