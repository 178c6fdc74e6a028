import type { BrowserContext, Page } from 'playwright-core';
import { fewCells } from '../testbed/held-stage';
import { openPanelStage, type PanelStage, signInByLink } from '../testbed/panel-stage';
import { until } from '../testbed/until';

// MLflow goes away while the pages are open, and comes back: each page says so, none spins, and none needs a reload.

const experiment = 'away/“v1” ½';

let panel: PanelStage;
let context: BrowserContext;

beforeAll(async () => {
	panel = await openPanelStage();
	await panel.server.post('/api/bench/run', fewCells(experiment, 3), 202);
	await panel.stage.untilPhase(experiment, 'awaiting-judge');
	context = await panel.browser.newContext();
	const page = await context.newPage();
	await signInByLink(page, panel.server.url);
	await page.close();
}, 180_000);

afterAll(() => panel?.close());

const addresses = ['bench', 'judge', 'leaderboard', 'trust', 'gate'].map(
	(page) => `/${page}?${new URLSearchParams({ experiment, ...(page === 'judge' && { by: 'Ann' }) })}`,
);

async function openAll(): Promise<Page[]> {
	return Promise.all(
		[...addresses, '/experiments'].map(async (address) => {
			const page = await context.newPage();
			await page.goto(panel.server.url + address);
			await page.locator('h1').waitFor();
			return page;
		}),
	);
}

const where = (page: Page) => new URL(page.url()).pathname;
const gone = (page: Page, what: string) => until(async () => (await page.locator(what).count()) === 0, 60_000);
const nothingSpins = (page: Page) => gone(page, '.loading');
/** What tells that something is away or old, whatever page it is. */
const complaints = (page: Page) => page.locator('main .failed, main .stale');

test('pages say that MLflow is away, and come back by themselves', async () => {
	const open = await openAll();
	await Promise.all(open.map(nothingSpins));
	const before = await Promise.all(open.map(async (page) => [where(page), await complaints(page).count()]));
	expect(before).toEqual(open.map((page) => [where(page), 0]));

	await panel.stage.mlflow().stop();
	const late = await openAll();
	await Promise.all(late.map(nothingSpins));
	const said = await Promise.all(
		late.map(async (page) => [where(page), /MLflow/.test((await complaints(page).first().textContent()) ?? '')]),
	);
	expect(said).toEqual(late.map((page) => [where(page), true]));

	await panel.stage.restartMlflow();
	await Promise.all([...open, ...late].map((page) => gone(page, 'main .failed, main .stale, .loading')));
	for (const page of late) {
		const text = await page.locator('main').textContent();
		expect([where(page), text]).toEqual([where(page), expect.not.stringContaining('Cannot read')]);
	}
}, 240_000);
