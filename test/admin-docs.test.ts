import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type AdminServer, startAdminServer } from '../testbed/admin-server';
import { startBrowser } from '../testbed/browser';
import { stackVariables, testStack } from '../testbed/stack';

// The page to try the API with, in a real browser, as whoever is signed in at the panel opens it.

let home: string;
let server: AdminServer;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'tip-bench-docs-'));
	server = await startAdminServer({ ...stackVariables(testStack()), TIP_BENCH_STATE: home });
	browser = await startBrowser(home);
	page = await browser.newPage();
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
	});
	page.on('request', (request) => {
		if (new URL(request.url()).origin !== server.url && !request.url().startsWith('data:'))
			complaints.push(request.url());
	});
}, 120_000);

afterAll(async () => {
	await browser?.close();
	await server?.stop();
	rmSync(home, { recursive: true, force: true });
});

test('whoever is signed in reads every route and tries one; nothing of it comes from elsewhere', async () => {
	expect((await page.goto(`${server.url}/api/docs`))?.status()).toBe(401);
	await page.goto(`${server.url}/api/health`);
	complaints.splice(0);
	const { cookie, documented } = { cookie: await server.signIn(), documented: await server.json('/api/openapi.json') };
	const [name = '', value = ''] = cookie.split('=');
	await page.context().addCookies([{ name, value, url: `${server.url}/api` }]);
	await page.goto(`${server.url}/api/docs`);
	await page.locator('.opblock').first().waitFor();
	const paths = Object.values(documented.paths as Record<string, object>);
	const operations = paths.reduce((count, each) => count + Object.keys(each).length, 0);
	expect(await page.locator('.opblock').count()).toBe(operations);
	const who = page.locator('.opblock', { hasText: 'Who asks, and until when' });
	await who.locator('.opblock-summary-control').click();
	await who.locator('.try-out__btn').click();
	await who.locator('.execute').click();
	await who.locator('.live-responses-table').waitFor();
	expect(await who.locator('.live-responses-table').textContent()).toContain('"by": "session"');
	expect(complaints).toEqual([]);
}, 60_000);
