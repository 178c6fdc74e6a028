import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { makeFolderSync } from '../machine/make-folder';
import { fewCells } from '../testbed/held-stage';
import { openPanelStage, type PanelStage, signInByLink } from '../testbed/panel-stage';
import { recordShownExperiment } from '../testbed/shown-experiment';
import { tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';

// The pictures of docs/panel.md: each page of an experiment that is made up for it, wide and narrow, light and dark. With
// TIP_BENCH_PICTURES they are kept in that folder.

const experiment = 'prompt-ab/v1-vs-v3';
const running = 'tips-tonight';
const simulated = 'tip-bench-sim';

let panel: PanelStage;
let runId: string;

beforeAll(async () => {
	panel = await openPanelStage();
	await recordShownExperiment(experiment, panel.stage.env.MLFLOW_TRACKING_URI ?? '');
	const of = `?${new URLSearchParams({ experiment })}`;
	const { cells } = await panel.server.json(`/api/bench/grid${of}`);
	runId = (cells as [number, number, number, string, number, string][]).find((each) => each[3] === 'judged')?.[5] ?? '';
	await panel.server.post(`/api/bench/gate${of}`, {
		baseline: 'qwen2.5:0.5b,v1',
		candidate: 'llama3.2:3b,v3-few-shot',
	});
	await panel.server.post(`/api/bench/gate${of}`, { baseline: 'gemma3:1b,v3-few-shot', better_by: 1 });
	await panel.server.post('/api/sim/run', { experiment: simulated, seeds: 5, promote: true }, 202);
	const simulation = `/api/sim/status?${new URLSearchParams({ simulation: simulated })}`;
	await until(async () => (await panel.server.json(simulation)).state === 'COMPLETED', 120_000);
	const more = { models: tinyModels, prompts: 'v1,v2-mentor,v3-few-shot', n_scenarios: 8 };
	await panel.server.post('/api/bench/run', { ...fewCells(running, 8), ...more }, 202);
	await until(async () => (await panel.stage.benches.status(running)).cells.done > 20, 120_000);
	panel.stage.hold();
}, 300_000);

afterAll(() => panel?.close());

const of = (name: string, more: Readonly<Record<string, string>> = {}) =>
	`/${name}?${new URLSearchParams({ experiment, ...more })}`;
const rows = { a: 'gemma3:1b,v1', b: 'llama3.2:3b,v3-few-shot' };

/** Each page with its address, and what is to be seen on it. */
const pages: readonly (readonly [name: string, address: () => string, sign: string])[] = [
	['waiting', () => '/', '.waits'],
	['experiments', () => '/experiments', 'tbody tr'],
	['run', () => `/run?${new URLSearchParams({ from: running })}`, '.plan strong'],
	['bench', () => of('bench', { experiment: running }), '.grid a.box'],
	['cell', () => of('cell', { run_id: runId }), '.candidates'],
	['judge', () => of('judge', { by: 'Ann' }), '#item-title'],
	['leaderboard', () => of('leaderboard'), 'svg.plot'],
	['compare', () => of('compare', rows), '.compared'],
	['judges', () => of('trust'), 'table'],
	['gate', () => of('gate'), '.decision'],
	['policies', () => '/policies', 'table'],
	['simulation', () => of('simulation', { experiment: simulated }), 'svg.plot'],
	['optimize', () => '/optimize', 'main h2'],
	['machine', () => '/machine', 'table'],
	['schedule', () => '/schedule', 'form'],
	['catalog', () => '/catalog?kind=scenarios', 'main li, main details, main table'],
];

/** Bytes: a picture that is kept is small, and all of them come to less than 3 MB. */
const [leastBytes, mostBytes] = [2_000, 110_000];

async function take(page: Page, tools: CDPSession): Promise<Buffer> {
	await page.locator('.loading').first().waitFor({ state: 'detached' });
	// Plots are drawn once their room is known.
	await page.waitForTimeout(500);
	const { data } = await tools.send('Page.captureScreenshot', { format: 'webp', quality: 55 });
	return Buffer.from(data, 'base64');
}

test.each([
	{ size: 'wide', width: 1_280, colorScheme: 'light' as const },
	{ size: 'wide', width: 1_280, colorScheme: 'dark' as const },
	{ size: 'narrow', width: 380, colorScheme: 'light' as const },
	{ size: 'narrow', width: 380, colorScheme: 'dark' as const },
])(
	'each page has a picture: $size, $colorScheme',
	async ({ size, width, colorScheme }) => {
		const folder = process.env.TIP_BENCH_PICTURES ?? panel.home;
		makeFolderSync(folder);
		const context = await panel.browser.newContext({ viewport: { width, height: 850 }, colorScheme });
		const page = await context.newPage();
		const tools = await context.newCDPSession(page);
		await signInByLink(page, panel.server.url);
		for (const [name, address, sign] of pages) {
			await page.goto(panel.server.url + address());
			await page.locator(sign).first().waitFor();
			const picture = await take(page, tools);
			expect([name, await page.locator('.failed').count()]).toEqual([name, 0]);
			expect(picture.length).toBeGreaterThan(leastBytes);
			expect(picture.length).toBeLessThan(mostBytes);
			writeFileSync(path.join(folder, `${name}-${size}-${colorScheme}.webp`), picture);
		}
		await context.close();
	},
	120_000,
);
