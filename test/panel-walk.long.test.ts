import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { makeFolderSync } from '../machine/make-folder';
import { type AdminServer, adminToken, startAdminServer } from '../testbed/admin-server';
import { startBrowser } from '../testbed/browser';
import { type HeldStage, startHeldStage } from '../testbed/held-stage';
import { createKeyboardWalker } from '../testbed/keyboard-walker';
import { panelWalk } from '../testbed/panel-walk';
import { tinyModels } from '../testbed/stack';

// The whole way through the panel by keyboard alone, on real parts: in, form, live grid, a cell, judging, leaderboard, two
// rows, judges, gate, report. Wherever the focus goes on the way it is seen, and it is never lost. With TIP_BENCH_PICTURES
// each step is kept as a picture in that folder.

const pictures = process.env.TIP_BENCH_PICTURES;

let stage: HeldStage;
let server: AdminServer;
let browser: Browser;
let home: string;

beforeAll(async () => {
	home = mkdtempSync(path.join(tmpdir(), 'tip-bench walk '));
	[stage, browser] = await Promise.all([startHeldStage(), startBrowser(home)]);
	server = await startAdminServer(stage.env);
}, 180_000);

afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await stage?.close();
	rmSync(home, { recursive: true, force: true });
});

test.each([{ width: 1_280 }, { width: 380 }])(
	'the whole way, by keyboard alone: $width pixels',
	async ({ width }) => {
		const context = await browser.newContext({ viewport: { width, height: 850 } });
		const page = await context.newPage();
		const complaints: string[] = [];
		page.on('pageerror', (error) => complaints.push(error.message));
		const walker = createKeyboardWalker(page);
		const wide: string[] = [];
		const steps = panelWalk(walker, {
			link: `${server.url}/#token=${adminToken}`,
			experiment: `prompt-ab/“walk” ½ at ${width}`,
			...{ models: tinyModels.join(','), prompts: 'v1', scenarios: 4, tokens: 24 },
			look: async (step) => {
				if ((await page.evaluate('document.documentElement.scrollWidth > innerWidth')) === true) wide.push(step);
				if (pictures === undefined) return;
				makeFolderSync(pictures);
				await page.screenshot({ path: path.join(pictures, `${step}-${width}.png`) });
			},
		});
		const report = path.join(home, `${width}.html`);
		await steps.signIn();
		stage.hold();
		await steps.start();
		await steps.control();
		stage.letGo();
		await steps.watch(120_000);
		await steps.openCell();
		await steps.judge('Ann');
		await steps.readLeaderboard();
		await steps.readJudges();
		await steps.decideGate();
		await steps.saveReport(report);
		expect(readFileSync(report, 'utf8')).toMatch(/<svg/);
		expect({ faults: walker.faults, wide, complaints }).toEqual({ faults: [], wide: [], complaints: [] });
		await context.close();
	},
	240_000,
);
