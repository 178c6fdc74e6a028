import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { reservePort } from '../machine/ports';
import { adminToken } from '../testbed/admin-server';
import { startBrowser } from '../testbed/browser';
import { openMadeExperiment } from '../testbed/made-experiment';
import { signInByLink } from '../testbed/panel-stage';
import { until } from '../testbed/until';
import { startLastingCommand, type WorkerProcess } from '../testbed/worker-process';

// Judging in a browser in bad times, on the real MLflow: a server that is killed, a browser without a network, two judges at
// once. No score is lost, and none is made twice or changed by anybody else.

let home: string;
let url: string;
let admin: WorkerProcess;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
	home = mkdtempSync(path.join(tmpdir(), 'tip-bench judging '));
	const { port, release } = await reservePort(18_700);
	release();
	url = `http://127.0.0.1:${port}`;
	[browser, admin] = await Promise.all([startBrowser(home), startAdmin()]);
	context = await signedIn();
}, 120_000);

afterAll(async () => {
	await browser?.close();
	await admin?.stop();
	rmSync(home, { recursive: true, force: true });
});

const startAdmin = () =>
	startLastingCommand(['admin', '--port', new URL(url).port], {
		...{ TIP_BENCH_STATE: home, TIP_BENCH_ADMIN_TOKEN: adminToken },
	});

async function signedIn(): Promise<BrowserContext> {
	const fresh = await browser.newContext();
	const page = await fresh.newPage();
	await signInByLink(page, url);
	await page.close();
	return fresh;
}

/** An experiment whose runs wait for a judge. */
async function waiting(count: number): Promise<string> {
	const cells = Array.from({ length: count }, (_, at) => ({
		...{ model: 'm:1b', scenario: `scenario ${at}`, candidates: [`tip ${at}`, 'Pack the lunch first.'] },
	}));
	return (await openMadeExperiment(cells, { lazy: 'human', auto: null })).experiment;
}

async function sitDown(experiment: string, by: string, at = context): Promise<Page> {
	const page = await at.newPage();
	let read = 0;
	page.on('response', (answer) => {
		if (answer.url().includes('/api/bench/item')) read += 1;
	});
	await page.goto(`${url}/judge?${new URLSearchParams({ experiment, by })}`);
	await page.locator('#item-title').waitFor();
	// Four items behind the first are read ahead: whoever scores one of them takes it from nobody's desk.
	await until(async () => read >= 5);
	return page;
}

/** Which of the made cells a page asks about. */
const shown = async (page: Page) => Number(/\d+/.exec((await page.locator('#item-title').textContent()) ?? '')?.[0]);

/** Scores the item on the page, and waits for what comes then. @param first the score of the first scale */
async function score(page: Page, first: number): Promise<void> {
	const done = Number(/(\d+) scored/.exec((await page.locator('.sitting-bar').textContent()) ?? '')?.[1]);
	for (const key of [`${first}`, '3', '4', 'Enter']) await page.keyboard.press(key);
	await page.getByText(`${done + 1} scored,`).waitFor();
}

const saved = (page: Page) => page.getByText('All saved').waitFor({ timeout: 60_000 });

async function json(address: string): Promise<unknown> {
	const answer = await fetch(url + address, { headers: { authorization: `Bearer ${adminToken}` } });
	if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
	return answer.json();
}

interface Judgment {
	readonly by: string;
	readonly given: { readonly scores: Readonly<Record<string, number>> } | null;
	readonly replaced: readonly unknown[];
	readonly repeats: readonly unknown[];
}

/** What stands in the experiment: for each scenario who gave which first score, and how often anybody changed one. */
async function standing(experiment: string) {
	const { runs } = (await json(`/api/bench/runs?${new URLSearchParams({ experiment })}`)) as {
		runs: { run_id: string; scenario: string; state: string }[];
	};
	const cells = await Promise.all(
		runs.map(async ({ run_id, scenario, state }) => {
			const { judgments } = (await json(`/api/bench/cell?${new URLSearchParams({ experiment, run_id })}`)) as {
				judgments: Judgment[];
			};
			const given = judgments.map(({ by, given: what }) => [by, what?.scores.relevance]);
			const changed = judgments.flatMap(({ replaced, repeats }) => [...replaced, ...repeats]).length;
			return [Number(/\d+/.exec(scenario)?.[0]), { state, given: Object.fromEntries(given), changed }] as const;
		}),
	);
	return Object.fromEntries(cells);
}

test('a server that is killed in the middle loses no score, makes none twice, and drafts are there', async () => {
	const experiment = await waiting(5);
	const page = await sitDown(experiment, 'Ann');
	const expected: Record<number, number> = {};
	const next = async (first: number) => {
		expected[await shown(page)] = first;
		await score(page, first);
	};
	await next(1);
	await next(2);
	await saved(page);
	// While the third is on its way.
	await next(3);
	await admin.kill();
	await next(4);
	await page.getByText('Saving failed, retrying').waitFor();
	const half = await shown(page);
	for (const key of ['5', '2', 'n']) await page.keyboard.press(key);
	await page.keyboard.type('a note 4 me');
	await page.keyboard.press('Escape');
	admin = await startAdmin();
	await page.reload();
	await page.getByRole('button', { name: 'actionability 2', pressed: true }).waitFor();
	expect([await shown(page), await page.getByLabel('Note').inputValue()]).toEqual([half, 'a note 4 me']);
	expected[half] = 5;
	for (const key of ['4', 'Enter']) await page.keyboard.press(key);
	await page.getByText('1 scored,').waitFor();
	await page.getByText(`All of ${experiment} is scored`).waitFor({ timeout: 60_000 });
	await saved(page);
	const all = Object.entries(expected).map(([scenario, first]) => [
		scenario,
		{ state: 'judged', given: { Ann: first }, changed: 0 },
	]);
	expect(await standing(experiment)).toEqual(Object.fromEntries(all));
	await page.close();
}, 180_000);

test('a browser that loses its network judges on, and saves when it is back', async () => {
	const experiment = await waiting(4);
	const page = await sitDown(experiment, 'Ann');
	await score(page, 1);
	await saved(page);
	await context.setOffline(true);
	await score(page, 2);
	await score(page, 3);
	await page.getByText('Saving failed, retrying').waitFor();
	await page.getByText(/^The server has not answered for/).waitFor();
	await context.setOffline(false);
	await saved(page);
	await page.getByText(/^The server has not answered for/).waitFor({ state: 'detached' });
	await score(page, 4);
	await page.getByText(`All of ${experiment} is scored`).waitFor({ timeout: 60_000 });
	const given = Object.values(await standing(experiment)).map((each) => [each.given.Ann, each.changed]);
	expect(given.sort()).toEqual([1, 2, 3, 4].map((first) => [first, 0]));
	await page.close();
}, 120_000);

test('two judges at once each keep their own scores', async () => {
	const experiment = await waiting(4);
	const other = await signedIn();
	const [ann, bob] = await Promise.all([sitDown(experiment, 'Ann'), sitDown(experiment, 'Bob', other)]);
	for (let at = 0; at < 4; at += 1) await Promise.all([score(ann, 1 + at), score(bob, 5 - at)]);
	for (const page of [ann, bob]) await saved(page);
	const stood = Object.values(await standing(experiment));
	const of = (by: string) => stood.map((each) => each.given[by]).sort();
	expect({ ann: of('Ann'), bob: of('Bob'), changed: stood.map((each) => each.changed) }).toEqual({
		...{ ann: [1, 2, 3, 4], bob: [2, 3, 4, 5], changed: [0, 0, 0, 0] },
	});
	await other.close();
}, 120_000);
