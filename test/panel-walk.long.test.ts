import { readFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolderSync } from '../machine/make-folder';
import { adminToken } from '../testbed/admin-server';
import { createKeyboardWalker } from '../testbed/keyboard-walker';
import { openPanelStage, type PanelStage } from '../testbed/panel-stage';
import { panelWalk } from '../testbed/panel-walk';
import { tinyModels } from '../testbed/stack';

// The whole way through the panel by keyboard alone, on real parts: in, form, live grid, a cell, judging, leaderboard, two
// rows, judges, gate, report. Wherever the focus goes on the way it is seen, and it is never lost. With TIP_BENCH_PICTURES
// each step is kept as a picture in that folder.

const pictures = process.env.TIP_BENCH_PICTURES;

let panel: PanelStage;

beforeAll(async () => {
	panel = await openPanelStage();
}, 180_000);

afterAll(() => panel?.close());

test.each([{ width: 1_280 }, { width: 380 }])(
	'the whole way, by keyboard alone: $width pixels',
	async ({ width }) => {
		const context = await panel.browser.newContext({ viewport: { width, height: 850 } });
		const page = await context.newPage();
		const complaints: string[] = [];
		page.on('pageerror', (error) => complaints.push(error.message));
		const walker = createKeyboardWalker(page);
		const wide: string[] = [];
		const steps = panelWalk(walker, {
			link: `${panel.server.url}/#token=${adminToken}`,
			experiment: `prompt-ab/“walk” ½ at ${width}`,
			...{ models: tinyModels.join(','), prompts: 'v1', scenarios: 4, tokens: 24 },
			look: async (step) => {
				if ((await page.evaluate('document.documentElement.scrollWidth > innerWidth')) === true) wide.push(step);
				if (pictures === undefined) return;
				makeFolderSync(pictures);
				await page.screenshot({ path: path.join(pictures, `${step}-${width}.png`) });
			},
		});
		const report = path.join(panel.home, `${width}.html`);
		await steps.signIn();
		panel.stage.hold();
		await steps.start();
		await steps.control();
		panel.stage.letGo();
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
