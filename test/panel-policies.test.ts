import path from 'node:path';
import type { Page } from 'playwright-core';
import { makeFolderSync } from '../machine/make-folder';
import { decide } from '../serving/decide';
import { giveReward } from '../serving/give-reward';
import { openStore } from '../serving/store/open-store';
import { someAsked } from '../serving/test-support/test-serving';
import { openPanelStage, type PanelStage, signInByLink } from '../testbed/panel-stage';
import { until } from '../testbed/until';

// A small simulation from the form, its result, a promotion, the active policy and the way back, in a real Chromium on real
// parts. With TIP_BENCH_PICTURES each page is kept as pictures in that folder, wide and narrow, light and dark.

const experiment = 'sim/“panel” ½';
const user = 'a/b <b>½</b>';
const pictures = process.env.TIP_BENCH_PICTURES;

let panel: PanelStage;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
	panel = await openPanelStage();
	page = await panel.browser.newPage({ viewport: { width: 1280, height: 900 } });
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
			complaints.push(message.text());
	});
	const env = { ...process.env, ...panel.stage.env };
	const store = openStore(env);
	for (let at = 0; at < 30; at += 1) {
		const { decision } = decide(store, 'egreedy-v1', someAsked(user), { now: Date.now() - 1e6 + at, version: '1.0.0' });
		if (at > 0) giveReward(store, { decision, reward: (at % 3) / 2 }, { now: Date.now(), windowMs: 1e8 });
	}
	store.close();
	await signInByLink(page, panel.server.url);
}, 120_000);

afterAll(() => panel?.close());

/** Nothing is wider than the page; the pictures are for people. */
async function look(name: string): Promise<void> {
	for (const width of [380, 1280, 2560]) {
		await page.setViewportSize({ width, height: 900 });
		await until(
			async () => (await page.evaluate('document.documentElement.scrollWidth <= innerWidth')) === true,
			5_000,
		);
		if (pictures === undefined || width === 2560) continue;
		makeFolderSync(pictures);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await page.screenshot({ path: path.join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
		}
	}
	await page.setViewportSize({ width: 1280, height: 900 });
}

const press = (name: string | RegExp) => page.getByRole('button', { name }).click();

test('a simulation is started from the form, whose faults stand at their fields', async () => {
	await page.getByRole('link', { name: 'Simulations', exact: true }).click();
	await page.getByText('No policy was simulated yet.').waitFor();
	await page.getByRole('link', { name: 'Simulate policies' }).click();
	await page.getByLabel('experiment', { exact: true }).fill(experiment);
	await page.getByLabel('random', { exact: true }).check();
	await page.getByLabel('random', { exact: true }).uncheck();
	await page.getByLabel('seeds', { exact: true }).fill('0.5');
	await page.getByText('1 fault: see the fields').waitFor();
	await page.getByLabel('seeds', { exact: true }).fill('4');
	await page.getByLabel('steps', { exact: true }).fill('100');
	await page.getByText('112 episodes', { exact: true }).waitFor();
	await page.getByText('whether the best of the others may replace egreedy-v1').waitFor();
	await look('simulate');
	await press('Start');
	await page.getByRole('heading', { name: experiment }).waitFor();
});

test('its progress is seen, then policies, curve and personas, and the decision', async () => {
	await page.getByText('promote', { exact: true }).waitFor({ timeout: 60_000 });
	await page.getByRole('heading', { name: 'Along an episode' }).waitFor();
	await page.getByRole('img', { name: /^Mean reward over the steps of an episode/ }).waitFor();
	await page.getByRole('rowheader', { name: 'early-bird' }).waitFor();
	await page.getByText('112 of 112 episodes').waitFor();
	await look('simulation');
});

test('its candidate is promoted after a question, and is seen as active with its evidence', async () => {
	await press('Promote egreedy-v2 …');
	await press('Leave it');
	await press('Promote egreedy-v2 …');
	await press('Make egreedy-v2 active');
	await page.getByText('egreedy-v2 is active.').waitFor();
	await page.getByRole('link', { name: 'All policies' }).click();
	await page.getByRole('heading', { name: 'egreedy-v2', exact: true }).waitFor();
	await page.getByRole('link', { name: experiment }).waitFor();
	await press('Turn on egreedy-v2-shadow');
	await press('Turn off egreedy-v2-shadow');
	await page.getByRole('button', { name: 'Turn on egreedy-v2-shadow' }).waitFor();
});

test("a user's decisions are looked up by their id, and stay text", async () => {
	await page.getByLabel('User id').fill(user);
	await page.keyboard.press('Enter');
	await page.getByText('egreedy-v1: 30 decisions, 29 rewards').waitFor();
	await press('Show older ones');
	await until(async () => (await page.getByRole('region', { name: 'Decisions' }).getByRole('row').count()) === 31);
	expect(await page.locator('main b').count()).toBe(0);
	await look('policies');
	await press('Forget …');
	await press('Forget the user');
	await page.getByText('Nothing is kept of a/b').waitFor();
});

test('it is rolled back after a question', async () => {
	await press('Roll back to egreedy-v1 …');
	await press('Make egreedy-v1 active');
	await page.getByRole('heading', { name: 'egreedy-v1', exact: true }).waitFor();
	await page.getByText('egreedy-v1 is active again.', { exact: true }).first().waitFor();
});

test('prompts: none is active, and the form says what a comparison would do', async () => {
	await page.getByRole('link', { name: 'Optimize', exact: true }).click();
	await page.getByText('No prompt version is active').waitFor();
	await page.getByText('No prompts were compared yet.').waitFor();
	await look('optimize');
	await page.getByRole('link', { name: 'Compare prompts' }).click();
	await page.getByLabel('baseline', { exact: true }).fill('v1');
	await page
		.getByText(/must name the one model/)
		.first()
		.waitFor();
	await look('compare-prompts');
	expect(complaints).toEqual([]);
});
