import type { BrowserContext } from 'playwright-core';
import { madeUpReport } from '../report/page/test-support/made-up-report';

/** How much there is to show. */
interface Size {
	readonly models: number;
	readonly prompts: number;
	readonly scenarios: number;
	/** Items that wait for a judge. */
	readonly items: number;
}

const names = (word: string, count: number) => Array.from({ length: count }, (_, at) => `${word}-${at}`);

/**
 * Stands in for what the server answers of an experiment with thousands of cells, which a real MLflow takes minutes to be
 * given: the pages, the sign-in and the browser are real. All scores are taken.
 */
export async function answerAsBigExperiment(context: BrowserContext, size: Size): Promise<void> {
	const models = names('model', size.models);
	const prompts = names('v', size.prompts);
	const scenarios = names('scenario', size.scenarios);
	const { board } = madeUpReport(
		{ models, prompts, scenarios: scenarios.slice(0, 4), repeats: 1, second: false },
		'big',
	);
	const rows = models.flatMap((model) => prompts.map((prompt) => ({ model, prompt })));
	const cells = rows.flatMap((_, row) =>
		scenarios.map((__, column) => [row, column, 0, 'judged', 4 + ((row * 5 + column * 7) % 13), `${row}_${column}`]),
	);
	let scored = 0;
	const progress = () => ({ pending: size.items - scored, scored, damaged: 0 });
	const text = { title: 'How good is it?', levels: [], rest: ['Look at it, and say.'] };
	const scale = (name: string) => ({ name, kind: 'dimension', min: 1, max: 5, text });
	const item = (at: number) => ({
		id: `item-${at}`,
		scenario: {
			name: `scenario ${at}`,
			persona: 'Parent of two',
			tasks: ['Pack two lunches', 'Find the slip', 'Walk'],
		},
		candidates: names(`A tip for scenario ${at}, about as long as tips are, number`, 5),
		computed: {},
		scales: { asked: ['relevance', 'actionability', 'tone'].map(scale), computed: [] },
	});
	const answers: Readonly<Record<string, (query: URLSearchParams, method: string) => unknown>> = {
		grid: () => ({ experiment: 'big', revision: '1', rows, scenarios, cells }),
		leaderboard: () => board,
		item: (query, method) => {
			if (method === 'POST') {
				scored += 1;
				return { change: 'fresh', progress: progress() };
			}
			const at = query.has('after') ? Number(query.get('after')?.slice('item-'.length)) + 1 : 0;
			return { item: at < size.items ? item(at) : null, progress: progress() };
		},
	};
	await context.route('**/api/bench/**', (route) => {
		const url = new URL(route.request().url());
		const answer = answers[url.pathname.split('/').at(-1) ?? ''];
		if (answer !== undefined) return route.fulfill({ json: answer(url.searchParams, route.request().method()) });
		return route.fulfill({ status: 404, json: { title: 'none', status: 404, code: 'UnknownName', detail: 'None.' } });
	});
	await context.route('**/api/waiting', (route) => route.fulfill({ json: { count: 0, items: [] } }));
}
