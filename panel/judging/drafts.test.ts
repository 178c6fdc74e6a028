import type { ToStore } from './desk';
import { type Drafts, openDrafts } from './drafts';

/** As a browser's storage is looked through: its keys are its own. */
function createStorage(): Storage {
	const methods = {
		getItem(this: Record<string, string>, key: string) {
			return Object.hasOwn(this, key) ? (this[key] ?? null) : null;
		},
		setItem(this: Record<string, string>, key: string, value: string) {
			this[key] = value;
		},
		removeItem(this: Record<string, string>, key: string) {
			delete this[key];
		},
	};
	return Object.create(methods) as Storage;
}

const place = { experiment: 'prompt-ab/v1 "vs" v2', by: 'ann/البنت' };
const none: Drafts = { begun: {}, unstored: [], times: [] };
const answers = (score: number) => ({ given: [{ name: 'tone', score }], note: '', again: false });
const scores = (run_id: string): ToStore => ({
	...{ run_id, scores: { tone: 4 }, note: 'n', replace: false, judged_at: 5 },
});

test('what is half done and what is not stored outlasts the page, and the page comes back as another tab', () => {
	const storage = createStorage();
	const before = openDrafts(storage, place, 'one');
	before.keep(none, { begun: { a: answers(3) }, unstored: [scores('b')], times: [1, 2] }, 100);
	const after = openDrafts(storage, place, 'two', 'one').read(200);
	expect(after).toEqual({ begun: { a: answers(3) }, unstored: [scores('b')], times: [1, 2] });
	expect(openDrafts(storage, place, 'three', 'two').read(300)).toEqual(after);
});

test('two tabs, two judges and two experiments do not write over each other', () => {
	const storage = createStorage();
	openDrafts(storage, place, 'one').keep(none, { ...none, begun: { a: answers(3) } }, 100);
	openDrafts(storage, place, 'two').keep(none, { ...none, begun: { a: answers(5) } }, 200);
	openDrafts(storage, { ...place, by: 'bob' }, 'one').keep(none, { ...none, begun: { a: answers(1) } }, 300);
	openDrafts(storage, { ...place, experiment: 'other' }, 'one').keep(none, { ...none, begun: { a: answers(2) } }, 300);
	expect(Object.keys(storage)).toHaveLength(4);
	expect(openDrafts(storage, place, 'x', 'one').read(400).begun).toEqual({ a: answers(5) });
});

test('scores on their way in a tab that lives are its own; those of a tab that is gone are taken over', () => {
	const storage = createStorage();
	openDrafts(storage, place, 'one').keep(none, { ...none, unstored: [scores('b')] }, 1_000);
	expect(openDrafts(storage, place, 'two').read(2_000).unstored).toEqual([]);
	expect(openDrafts(storage, place, 'two').read(90_000).unstored).toEqual([scores('b')]);
});

test('what was taken back is gone after the page was loaded anew', () => {
	const storage = createStorage();
	const first = { ...none, begun: { a: answers(3) } };
	openDrafts(storage, place, 'one').keep(none, first, 100);
	const again = openDrafts(storage, place, 'two', 'one');
	again.keep(again.read(200), none, 300);
	expect(openDrafts(storage, place, 'three', 'two').read(400).begun).toEqual({});
});

test('what the server has is forgotten, of every tab', () => {
	const storage = createStorage();
	openDrafts(storage, place, 'one').keep(none, { ...none, begun: { a: answers(3) }, unstored: [scores('b')] }, 100);
	const drafts = openDrafts(storage, place, 'two');
	drafts.forget('a');
	drafts.forget('b');
	expect(Object.keys(storage)).toEqual([]);
});

test('what somebody else wrote there is passed over', () => {
	const storage = createStorage();
	const drafts = openDrafts(storage, place, 'one');
	drafts.keep(none, { ...none, begun: { a: answers(3) }, unstored: [scores('b')] }, 100);
	for (const [at, key] of Object.keys(storage).entries()) storage.setItem(key, ['{', '{"at":1}', 'null'][at] ?? '');
	expect(drafts.read(200)).toEqual(none);
});
