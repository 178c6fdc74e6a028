import type { KeyboardWalker } from './keyboard-walker';
import { until } from './until';

/** What is walked through. */
export interface PoliciesWalk {
	/** The link that was printed, with its token behind `#`. */
	readonly link: string;
	readonly experiment: string;
	/** Called at every step that is worth a look. */
	readonly look: (step: string) => Promise<void>;
}

/** The way from a simulation to the policy that is served, and back, a step a function, by keyboard alone. */
export function policiesWalk(walker: KeyboardWalker, walk: PoliciesWalk) {
	const { page, enter, fill } = walker;
	const { experiment, look } = walk;
	const link = (name: string) => page.getByRole('link', { name, exact: true }).first();
	const button = (name: string) => page.getByRole('button', { name, exact: true }).first();
	const heading = (name: string) => page.getByRole('heading', { name, exact: true }).first();
	const field = (label: string) => page.getByLabel(label, { exact: true });
	const dialogGone = () => page.getByRole('dialog').waitFor({ state: 'detached' });
	/** What had the focus has gone; the page puts it elsewhere a moment later, sooner than a person presses a key. */
	const focusIsBack = () =>
		until(async () => (await page.evaluate('document.activeElement !== document.body')) === true, 2_000);

	return {
		async simulate() {
			await page.goto(walk.link);
			await heading('What waits for you').waitFor();
			await enter(link('Simulations'));
			await heading('Simulations').waitFor();
			await enter(link('Simulate policies'));
			await fill(field('experiment'), experiment);
			await fill(field('seeds'), '4');
			await fill(field('steps'), '100');
			await page.getByText('112 episodes', { exact: true }).waitFor();
			await look('simulate');
			await enter(button('Start'));
			await heading(experiment).waitFor();
			await heading('Along an episode').waitFor({ timeout: 120_000 });
			await look('simulation');
		},
		/** After a question that is answered with no first. */
		async promote() {
			await enter(button('Promote egreedy-v2 …'));
			await page.getByRole('dialog').waitFor();
			await look('promote');
			await enter(button('Leave it'));
			await dialogGone();
			await enter(button('Promote egreedy-v2 …'), 'back');
			await enter(button('Make egreedy-v2 active'));
			await dialogGone();
			await page.getByText('egreedy-v2 is active.').waitFor();
			await focusIsBack();
		},
		async rollBack() {
			await enter(link('Policies'), 'back');
			await heading('egreedy-v2').waitFor();
			await look('policies');
			await enter(button('Turn on egreedy-v2-shadow'));
			await enter(button('Turn off egreedy-v2-shadow'));
			await enter(button('Roll back to egreedy-v1 …'), 'back');
			await enter(button('Make egreedy-v1 active'));
			await dialogGone();
			await heading('egreedy-v1').waitFor();
			await focusIsBack();
		},
		async comparePrompts() {
			await enter(link('Optimize'), 'back');
			await page.getByText('No prompt version is active').waitFor();
			await look('optimize');
			await enter(link('Compare prompts'));
			await fill(field('baseline'), 'v1');
			await page
				.getByText(/must name the one model/)
				.first()
				.waitFor();
			await look('compare-prompts');
		},
	};
}
