import { readFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolderSync } from '../machine/make-folder';
import { adminToken } from '../testbed/admin-server';
import { createKeyboardWalker } from '../testbed/keyboard-walker';
import { openPanelStage, type PanelStage } from '../testbed/panel-stage';
import { panelWalk } from '../testbed/panel-walk';
import { policiesWalk } from '../testbed/policies-walk';
import { tinyModels } from '../testbed/stack';

// The whole way through the panel by keyboard alone, on real parts: in, form, live grid, a cell, judging, leaderboard, two
// rows, judges, gate, report; then from a simulation to the active policy and back. Wherever the focus goes on the way it is seen, and it is never lost. With TIP_BENCH_PICTURES
// each step is kept as a picture in that folder.

const pictures = process.env.TIP_BENCH_PICTURES;

let panel: PanelStage;

beforeAll(async () => {
	panel = await openPanelStage();
}, 180_000);

afterAll(() => panel?.close());

/** A page of that width, whoever walks through it, and what was wrong on the way. */
async function openWalk(width: number) {
	const context = await panel.browser.newContext({ viewport: { width, height: 850 } });
	const page = await context.newPage();
	const [wide, complaints]: [string[], string[]] = [[], []];
	page.on('pageerror', (error) => complaints.push(error.message));
	const walker = createKeyboardWalker(page);
	const look = async (step: string) => {
		if ((await page.evaluate('document.documentElement.scrollWidth > innerWidth')) === true) wide.push(step);
		if (pictures === undefined) return;
		makeFolderSync(pictures);
		await page.screenshot({ path: path.join(pictures, `${step}-${width}.png`) });
	};
	const seen = () => ({ faults: walker.faults, wide, complaints });
	return { walker, look, seen, close: () => context.close(), link: `${panel.server.url}/#token=${adminToken}` };
}

test.each([{ width: 1_280 }, { width: 380 }])(
	'the whole way, by keyboard alone: $width pixels',
	async ({ width }) => {
		const { walker, look, seen, close, link } = await openWalk(width);
		const steps = panelWalk(walker, {
			...{ link, look, experiment: `prompt-ab/“walk” ½ at ${width}` },
			...{ models: tinyModels.join(','), prompts: 'v1', scenarios: 4, tokens: 24 },
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
		expect(seen()).toEqual({ faults: [], wide: [], complaints: [] });
		await close();
	},
	240_000,
);

test.each([{ width: 1_280 }, { width: 380 }])(
	'from a simulation to the active policy and back, by keyboard alone: $width pixels',
	async ({ width }) => {
		const { walker, look, seen, close, link } = await openWalk(width);
		const steps = policiesWalk(walker, { link, look, experiment: `sim/“walk” ½ at ${width}` });
		await steps.simulate();
		await steps.promote();
		await steps.rollBack();
		await steps.comparePrompts();
		expect(seen()).toEqual({ faults: [], wide: [], complaints: [] });
		await close();
	},
	240_000,
);
