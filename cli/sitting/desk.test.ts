import type { Rubric } from '../../domain/judging/rubric';
import { createDesk, type Desk, leftOf, takeItems } from './desk';
import type { Draft } from './draft';

const rubric: Rubric = {
	...{ name: 'tip', text: '', hash: '' },
	...{ dimensions: [{ name: 'tone', min: 1, max: 5 }], flags: [], composite: { tone: 1 } },
};

const draft = (runIds: readonly string[]): Draft => ({
	...{ format: 'tip-bench-sitting/1', experiment: 'tips', experiment_id: '1', mlflow_url: 'http://m', by: 'Ada' },
	...{ begun: {}, refused: [], times: [] },
	unstored: runIds.map((run_id) => ({
		...{ run_id, scores: { tone: 3 }, note: '', replace: false },
		...{ by: 'Ada', judged_at: 0 },
	})),
});

/** Takes in what was read as waiting. */
function read(desk: Desk, runIds: readonly string[]): void {
	const items = runIds.map((run_id) => ({ run_id, scenario: null, candidates: ['Rest.'], computed: {} }));
	takeItems(desk, items, { items, total: runIds.length, exact: true, benches: [], damaged: [] });
}

const asked = (desk: Desk) => desk.sitting.queue.map(({ run_id }) => run_id);

test('what the last sitting scored is not asked for again, nor counted, where it is stored after the items were read', () => {
	const desk = createDesk(rubric, draft(['a', 'b']), 'nowhere.json');
	desk.draft.unstored = desk.draft.unstored.slice(1);
	read(desk, ['a', 'b', 'c']);
	expect(asked(desk)).toEqual(['c']);
	expect(leftOf(desk)).toBe(1);
});

test('what was stored before the items were read is in no count', () => {
	const desk = createDesk(rubric, draft(['a', 'b']), 'nowhere.json');
	desk.draft.unstored = [];
	read(desk, ['c', 'd']);
	expect(asked(desk)).toEqual(['c', 'd']);
	expect(leftOf(desk)).toBe(2);
});
