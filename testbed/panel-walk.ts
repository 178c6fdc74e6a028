import type { KeyboardWalker } from './keyboard-walker';
import { until } from './until';

/** What is walked through. */
export interface PanelWalk {
	/** The link that was printed, with its token behind `#`. */
	readonly link: string;
	readonly experiment: string;
	readonly models: string;
	readonly prompts: string;
	readonly scenarios: number;
	readonly tokens: number;
	/** Called at every step that is worth a look. */
	readonly look: (step: string) => Promise<void>;
}

/** The whole way through the panel, a step a function, by keyboard alone. */
export function panelWalk(walker: KeyboardWalker, walk: PanelWalk) {
	const { page, to, enter, fill, press } = walker;
	const { experiment, look } = walk;
	const link = (name: string | RegExp) => page.getByRole('link', { name, exact: true }).first();
	const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();
	const heading = (name: string | RegExp) => page.getByRole('heading', { name, exact: true }).first();
	const field = (label: string) => page.getByLabel(label, { exact: true });

	return {
		/** By the link; then out, and in again by typing the token. */
		async signIn() {
			await page.goto(walk.link);
			await heading('What waits for you').waitFor();
			await look('waiting');
			await enter(button('Sign out'));
			await fill(field('Token'), 'not the token');
			await press('Enter');
			await page.locator('p[id$="-error"]').waitFor();
			await look('sign-in-refused');
			await fill(field('Token'), decodeURIComponent(new URL(walk.link).hash.replace('#token=', '')));
			await press('Enter');
			await heading('What waits for you').waitFor();
		},
		async start() {
			await enter(link('Run'));
			await heading('Run a benchmark').waitFor();
			await fill(field('experiment'), experiment);
			await fill(field('Models, with commas between'), walk.models);
			await fill(field('Prompt versions, with commas between'), walk.prompts);
			await fill(field('n scenarios'), `${walk.scenarios}`);
			await enter(page.getByText('How models answer', { exact: true }));
			await fill(field('num predict'), '1.5');
			await page.getByText(/must be a whole number/).waitFor();
			await look('run-fault');
			await fill(field('num predict'), `${walk.tokens}`);
			await page
				.getByText(/^\d+ cells$/)
				.first()
				.waitFor();
			await look('run');
			await enter(button('Start'));
			await heading(experiment).waitFor();
		},
		/** While it runs: paused, resumed, nearly cancelled. */
		async control() {
			await look('bench-begins');
			await enter(button('Pause'));
			await button('Resume').waitFor();
			await enter(button('Resume'));
			await button('Pause').waitFor();
			await enter(button('Cancel …'));
			await page.getByRole('dialog').waitFor();
			await look('bench-cancel');
			await enter(button('Let it run'));
		},
		/** Until all cells have come, and the bench waits for its judge. */
		async watch(limitMs: number) {
			await page.getByRole('grid').waitFor({ timeout: limitMs });
			await look('bench-running');
			await page.getByText('Waiting for its judge').first().waitFor({ timeout: limitMs });
			await until(async () => (await page.locator('.grid a.box').count()) >= walk.scenarios, 20_000);
			await look('bench-waits');
		},
		async openCell() {
			await to(page.getByRole('grid'));
			await press('ArrowRight', 'ArrowDown', 'Home', 'ArrowUp');
			await press('Enter');
			await heading('Raw output').waitFor();
			await look('cell');
			await enter(page.getByRole('link', { name: `← ${experiment}` }));
			await page.getByRole('grid').waitFor();
		},
		/** All of it, with one score taken back. */
		async judge(by: string) {
			await enter(link('Judge'));
			await field('Who scores?').waitFor();
			await fill(field('Who scores?'), by);
			await press('Enter');
			await page.locator('#item-title').waitFor();
			await look('judge');
			await press('?');
			await page.getByRole('dialog').waitFor();
			await look('judge-keys');
			await press('Escape');
			await page.getByRole('dialog').waitFor({ state: 'detached' });
			const isOver = () => page.locator('section.end').isVisible();
			for (let scored = 0; !(await isOver()); scored += 1) {
				if (scored === 1) await press('1', 'Backspace');
				await press(`${1 + (scored % 5)}`, `${1 + ((scored * 2) % 5)}`);
				if (scored === 1) await look('judge-half');
				await press('4', 'Enter');
				await page.getByText(`${scored + 1} scored,`).waitFor();
				await page.locator('section.end, #item-title').first().waitFor();
			}
			await page.getByText(`All of ${experiment} is scored`).waitFor();
			await page.getByText('All saved').waitFor();
			await look('judge-end');
		},
		async readLeaderboard() {
			await enter(page.locator('section.end').getByRole('link', { name: 'Leaderboard' }));
			await heading('Composites').waitFor();
			await page.locator('svg.plot').first().waitFor();
			await look('leaderboard');
			for (const at of [0, 1]) {
				await to(page.locator('.board tbody input').nth(at));
				await press('Space');
			}
			await enter(button('Compare the two chosen rows'), 'back');
			await heading(`Two rows of ${experiment}`).waitFor();
			await page.locator('.compared').first().waitFor();
			await look('compare');
		},
		async readJudges() {
			await enter(page.getByRole('link', { name: 'Judges', exact: true }));
			await heading(`Judges of ${experiment}`).waitFor();
			await page.locator('.loading').first().waitFor({ state: 'detached' });
			await look('judges');
		},
		async decideGate() {
			await enter(page.locator('.ways').getByRole('link', { name: 'Gate', exact: true }));
			await fill(field('Better by'), '0.5');
			await look('gate');
			await enter(button('Decide'));
			await page.locator('.decision[role="status"], .gate-form .failed').first().waitFor();
			await look('gate-decided');
		},
		/** @param keep where the report is to lie */
		async saveReport(keep: string) {
			await enter(page.locator('.ways').getByRole('link', { name: 'Leaderboard', exact: true }), 'back');
			await heading('Composites').waitFor();
			const saved = page.waitForEvent('download');
			await enter(link('Report'));
			await (await saved).saveAs(keep);
		},
	};
}
