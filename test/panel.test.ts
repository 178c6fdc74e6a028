import type { Page } from 'playwright-core';
import { adminToken, startAdminServer } from '../testbed/admin-server';
import { fewCells } from '../testbed/held-stage';
import { openPanelStage, type PanelStage, signInByLink } from '../testbed/panel-stage';
import { until } from '../testbed/until';

// The short way through the panel in a real Chromium, on real parts: sign in, start from the form, see the cells come, judge
// by keyboard alone, read the leaderboard.

const experiment = 'prompt-ab/v1 “vs” v2 ½';
const cells = 2;

let panel: PanelStage;
let page: Page;
/** What the browser complained of, such as of its content-security policy. */
const complaints: string[] = [];

beforeAll(async () => {
	panel = await openPanelStage();
	page = await panel.browser.newPage({ viewport: { width: 1280, height: 900 } });
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		// A refused request is a complaint of the browser's too, and some are asked for here.
		if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
			complaints.push(message.text());
	});
}, 120_000);

afterAll(() => panel?.close());

const at = (name: string) => `${panel.server.url}/${name}?${new URLSearchParams({ experiment })}`;

async function press(...keys: string[]): Promise<void> {
	for (const key of keys) await page.keyboard.press(key);
}

test('the link signs in and leaves no secret in the address; without it one is asked', async () => {
	await page.goto(`${panel.server.url}/experiments`);
	await page.getByLabel('Token', { exact: true }).fill('wrong');
	await press('Enter');
	await page.locator('p[id$="-error"]').waitFor();
	await signInByLink(page, panel.server.url);
	expect(page.url()).toBe(`${panel.server.url}/`);
});

test('a bench is started from the form, and its cells are seen to come', async () => {
	const { models, num_predict } = fewCells(experiment, cells);
	await page.getByRole('link', { name: 'Run', exact: true }).click();
	await page.getByLabel('experiment', { exact: true }).fill(experiment);
	await page.getByLabel('Models, with commas between').fill(`${models}`);
	await page.getByLabel('Prompt versions, with commas between').fill('v1');
	await page.getByLabel('n scenarios').fill('0.5');
	await page.getByText('How models answer').click();
	await page.getByLabel('num predict').fill(`${num_predict}`);
	await page.getByText('1 fault: see the fields').waitFor();
	expect(await page.getByText(/must be a whole number/).count()).toBeGreaterThan(0);
	await page.getByLabel('n scenarios').fill(`${cells}`);
	await page.getByText(`${cells} cells`, { exact: true }).waitFor();
	panel.stage.hold();
	await page.getByRole('button', { name: 'Start', exact: true }).click();
	await page.getByRole('heading', { name: experiment }).waitFor();
	await page.getByText(`0 of ${cells} cells`).waitFor();
	panel.stage.letGo();
	await page.getByText('Waiting for its judge').first().waitFor({ timeout: 60_000 });
	await until(async () => (await page.locator('.grid a.pending').count()) === cells, 15_000);
});

test('every item is judged by keyboard alone; the server goes and comes, and nothing is lost', async () => {
	await page.goto(at('judge'));
	await page.getByLabel('Who scores?').fill('ann');
	await press('Enter');
	await page.locator('#item-title').waitFor();
	await press('4', '5');
	await page.reload();
	await page.getByRole('button', { name: 'actionability 5', pressed: true }).waitFor();
	await press('3', 'Enter');
	await page.getByText('All saved').waitFor();
	const { url } = panel.server;
	await panel.server.stop();
	await press('5', '5', 'Backspace', '4', '5', 'Enter');
	await page.getByText('Saving failed, retrying').waitFor();
	panel.server = await startAdminServer(panel.stage.env, Number(new URL(url).port));
	await page.getByText('All saved').waitFor({ timeout: 30_000 });
	await page.getByText(`All of ${experiment} is scored`).waitFor();
	expect(await panel.server.json(`/api/bench/runs?${new URLSearchParams({ experiment })}`)).toMatchObject({
		runs: [{ state: 'judged' }, { state: 'judged' }],
	});
	await panel.stage.untilPhase(experiment, 'done');
});

test('the leaderboard shows what came of it', async () => {
	await page.getByRole('link', { name: 'Leaderboard' }).first().click();
	await page.getByRole('heading', { name: 'Composites' }).waitFor();
	expect(await page.locator('svg.plot').count()).toBeGreaterThan(1);
	expect(await page.locator('section.board tbody tr').count()).toBe(1);
	expect(complaints).toEqual([]);
});

test('a session that ends elsewhere asks for the token, and goes on where it was', async () => {
	await page.goto(at('leaderboard'));
	await page.getByRole('heading', { name: 'Composites' }).waitFor();
	await panel.server.ask('/api/session?everywhere=1', { method: 'DELETE' });
	// As when one comes back to the tab after a while.
	await page.waitForTimeout(2_500);
	await page.evaluate('window.dispatchEvent(new Event("visibilitychange"))');
	await page.getByLabel('Token', { exact: true }).fill(adminToken);
	await press('Enter');
	await page.getByRole('heading', { name: 'Composites' }).waitFor();
});
