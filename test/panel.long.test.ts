import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { projectRoot } from '../machine/folders';
import { makeFolderSync } from '../machine/make-folder';
import { fewCells } from '../testbed/held-stage';
import { openMadeExperiment } from '../testbed/made-experiment';
import { openPanelStage, type PanelStage, signInByLink } from '../testbed/panel-stage';
import { reportedExperiment } from '../testbed/reported-experiment';
import { testStack } from '../testbed/stack';

// Every page, wide and narrow, light and dark, of an experiment whose models wrote what would run if a page let it. With
// TIP_BENCH_PICTURES each is kept as a picture in that folder.

const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>\u202E\u0000 اكتب القائمة 💊';
const experiment = `prompt-ab/v1 "vs" <b>v2</b> ${process.pid}`;
const running = `held ${process.pid}`;
const pictures = process.env.TIP_BENCH_PICTURES;

let panel: PanelStage;
let runId: string;
/** An experiment with an item that waits for a judge. */
let unjudged: string;

beforeAll(async () => {
	panel = await openPanelStage({ MLFLOW_TRACKING_URI: testStack().mlflow });
	await reportedExperiment(experiment, {
		models: ['qwen2.5:0.5b', 'gemma3:1b', `${'long-name-'.repeat(8)}:3b`],
		scenarios: ['parent-morning', 'مساء-السائق', 'student-evening', 'nurse-evening'],
		candidates: [hostile, 'Pack the lunch first.', 'A long tip. '.repeat(400)],
		rationale: hostile,
	});
	const cell = {
		model: 'm:1b',
		scenario: '<script>window.hacked=1</script> مساء',
		candidates: [hostile, 'A long tip. '.repeat(400)],
	};
	unjudged = (await openMadeExperiment([cell], { lazy: 'human', auto: null })).experiment;
	panel.stage.hold();
	await panel.server.post('/api/bench/run', fewCells(running, 3), 202);
	await panel.stage.untilHeld();
	const { cells } = await panel.server.json(`/api/bench/grid?${new URLSearchParams({ experiment })}`);
	runId = (cells as [number, number, number, string, number, string][])[0]?.[5] ?? '';
}, 180_000);

afterAll(() => panel?.close());

const of = (name: string, more: Readonly<Record<string, string>> = {}) =>
	`/${name}?${new URLSearchParams({ experiment, ...more })}`;
const rows = { a: 'gemma3:1b,v3-few-shot', b: 'qwen2.5:0.5b,v3-few-shot' };

const pages: readonly (readonly [name: string, address: () => string])[] = [
	['waiting', () => '/'],
	['experiments', () => '/experiments?all=1'],
	['run', () => '/run'],
	['bench', () => of('bench')],
	['running', () => of('bench', { experiment: running })],
	['cell', () => of('cell', { run_id: runId })],
	['judge', () => of('judge', { by: 'ann' })],
	['item', () => of('judge', { experiment: unjudged, by: 'ann' })],
	['name', () => of('judge', { experiment: running })],
	['leaderboard', () => of('leaderboard')],
	['compare', () => of('compare', rows)],
	['trust', () => of('trust')],
	['gate', () => of('gate')],
	['machine', () => '/machine'],
	['catalog', () => '/catalog?kind=scenarios'],
	['nothing', () => '/no-such-page'],
];

const axe = readFileSync(path.join(projectRoot(), 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** What axe-core finds against WCAG 2.2 A and AA. */
async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	return page.evaluate(async () => {
		const { axe: found } = globalThis as unknown as { axe: typeof import('axe-core') };
		const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
		const result = await found.run({ runOnly: { type: 'tag', values } });
		return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`);
	});
}

test.each([
	{ width: 1_280, colorScheme: 'light' as const },
	{ width: 380, colorScheme: 'dark' as const },
	{ width: 2_560, colorScheme: 'dark' as const },
])(
	'every page is as it should be: $width pixels, $colorScheme',
	async ({ width, colorScheme }) => {
		const context = await panel.browser.newContext({ viewport: { width, height: 850 }, colorScheme });
		const page = await context.newPage();
		const complaints: string[] = [];
		page.on('pageerror', (error) => complaints.push(error.message));
		page.on('console', (message) => {
			if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
				complaints.push(message.text());
		});
		await signInByLink(page, panel.server.url);
		for (const [name, address] of pages) {
			await page.goto(panel.server.url + address());
			await page.locator('h1').waitFor();
			const loading = page.locator('.loading').first();
			await loading.waitFor({ state: 'detached' }).catch(async () => {
				throw new Error(`${name} stays at this: ${await loading.textContent()}`);
			});
			// Plots are drawn once their room is known.
			await page.waitForTimeout(700);
			if (pictures !== undefined) {
				makeFolderSync(pictures);
				await page.screenshot({ path: path.join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
			}
			const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
			const hacked = await page.evaluate('window.hacked');
			expect({ name, complaints, wide, hacked, found: await violations(page) }).toEqual({
				...{ name, complaints: [], wide: 0, hacked: undefined, found: [] },
			});
		}
		await context.close();
	},
	180_000,
);

test('the report shows what models wrote, and runs none of it', async () => {
	const answer = await panel.server.ask(`/api/bench/report?${new URLSearchParams({ experiment })}`);
	const file = path.join(panel.home, 'report.html');
	writeFileSync(file, await answer.text());
	const context = await panel.browser.newContext({ viewport: { width: 380, height: 850 } });
	const page = await context.newPage();
	await page.goto(pathToFileURL(file).href);
	await page.locator('svg:visible').first().waitFor();
	const text = (await page.locator('body').textContent()) ?? '';
	const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
	expect({ hacked: await page.evaluate('window.hacked'), wide }).toEqual({ hacked: undefined, wide: 0 });
	for (const part of ['<img src=x onerror=', 'اكتب القائمة', '💊']) expect(text).toContain(part);
	await context.close();
});

test('an item shows what a model wrote as it is: markup, another direction, emoji', async () => {
	const context = await panel.browser.newContext();
	const page = await context.newPage();
	await signInByLink(page, panel.server.url);
	for (const address of [
		of('judge', { experiment: unjudged, by: 'bea' }),
		of('cell', { run_id: runId }),
		of('compare', rows),
	]) {
		await page.goto(panel.server.url + address);
		await page.locator('.candidates .model-text').first().waitFor();
		const texts = (await page.locator('.candidates').allTextContents()).join();
		for (const part of ['<img src=x onerror=', 'اكتب القائمة', '💊']) expect(texts).toContain(part);
		expect(await page.locator('main img, main script').count()).toBe(0);
	}
	await context.close();
});
