import { Problem } from '../api/problem';
import { createSitting, leftOf, type SittingServer, type SittingStore } from './sitting-store';

// Two tabs of one judge: a server that holds two items, and no browser.

const place = { experiment: 'tips', by: 'ann' };
const scales = { asked: [{ name: 'tone', kind: 'dimension' as const, min: 1, max: 5, text: noText() }], computed: [] };

let waiting: string[];
const open: SittingStore[] = [];

beforeEach(() => {
	waiting = ['a', 'b'];
});
afterEach(() => {
	for (const each of open.splice(0)) each.close();
});

function noText() {
	return { title: '', levels: [], rest: [] };
}

const progress = () => ({ pending: waiting.length, scored: 2 - waiting.length });

const server: SittingServer = {
	item: async (after) => {
		const id = waiting.find((each) => after === null || each > after) ?? null;
		const item = id === null ? null : { id, scenario: null, candidates: [], computed: {}, scales };
		return { item, progress: { ...progress(), damaged: 0 } } as never;
	},
	store: async ({ run_id }) => {
		if (!waiting.includes(run_id)) throw conflict;
		waiting = waiting.filter((each) => each !== run_id);
		return { change: 'fresh', progress: progress() };
	},
};

const conflict = new Problem({
	...{ title: '', status: 409, code: 'JudgmentConflict', detail: 'otherwise', remedy: '', faults: [] },
	...{ part: null, since: null, retryAfter: null, links: {} },
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 60));

async function openTab(): Promise<SittingStore> {
	const tab = createSitting(place, server);
	open.push(tab);
	await settled();
	return tab;
}

async function score(tab: SittingStore): Promise<void> {
	tab.give('tone', 4);
	tab.press({ is: 'name', name: 'enter' });
	await settled();
}

test('a tab knows how many are left when another one has scored the last', async () => {
	const [first, second] = [await openTab(), await openTab()];
	await score(first);
	expect(leftOf(second.state())).toBe(1);
	await score(second);
	expect([leftOf(first.state()), leftOf(second.state())]).toEqual([0, 0]);
});

test('who is refused since somebody elsewhere was quicker is told anew how many are left', async () => {
	const tab = await openTab();
	waiting = [];
	await score(tab);
	await score(tab);
	expect(tab.state().desk?.refused).toHaveLength(2);
	expect(leftOf(tab.state())).toBe(0);
});
