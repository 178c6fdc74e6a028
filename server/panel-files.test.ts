import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { panelFiles } from './panel-files';

const folder = mkdtempSync(join(tmpdir(), 'tip-bench-panel-'));
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>panel</title>');
writeFileSync(join(folder, 'icon.svg'), '<svg/>');
writeFileSync(join(folder, '.stamp'), 'stamp');
writeFileSync(join(folder, 'assets', 'index-abc.js'), 'export {}');
const app = panelFiles(folder);

afterAll(() => rmSync(folder, { recursive: true }));

test.each([
	['/', 200, 'no-cache', '<!doctype'],
	['/index.html', 200, 'no-cache', '<!doctype'],
	['/assets/index-abc.js', 200, 'public, max-age=31536000, immutable', 'export'],
	['/icon.svg', 200, 'no-cache', '<svg'],
	['/experiments', 200, 'no-cache', '<!doctype'],
	['/bench/prompt-ab%2Fv1-vs-v2/grid?scenario=a.b', 200, 'no-cache', '<!doctype'],
	['/bench/v1.2/grid', 200, 'no-cache', '<!doctype'],
	['/bench/%E6%97%A5%E6%9C%AC', 200, 'no-cache', '<!doctype'],
	['/assets/gone.js', 404, null, '404'],
	['/.stamp', 404, null, '404'],
	['/assets', 200, 'no-cache', '<!doctype'],
	['/api/nowhere', 404, null, '404'],
	['/api', 404, null, '404'],
])('%s is answered %i', async (path, status, cached, begins) => {
	const answer = await app.request(path);
	expect([answer.status, answer.headers.get('cache-control')]).toEqual([status, cached]);
	expect((await answer.text()).startsWith(begins)).toBe(true);
});

test('only what reads is taken, and without a built panel there are no pages', async () => {
	expect((await app.request('/experiments', { method: 'POST' })).status).toBe(404);
	const head = await app.request('/experiments', { method: 'HEAD' });
	expect([head.status, await head.text()]).toEqual([200, '']);
	expect((await panelFiles(join(folder, 'nowhere')).request('/')).status).toBe(404);
});
