import type { Key } from './keys';
import { give, press } from './press';
import { scalesOf } from './scales';
import {
	addItems,
	askedScale,
	beginSitting,
	countSkipped,
	currentItem,
	dropItem,
	givenScores,
	halfDone,
	type ScoredItem,
	type Sitting,
	type SittingItem,
} from './sitting';

const tip = {
	dimensions: [scale('relevance'), scale('tone')],
	flags: [{ name: 'format_ok', rule: 'asked-format' as const }],
};
const withFlag = { dimensions: [scale('relevance')], flags: [{ name: 'safe' }] };
const toTen = { dimensions: [{ name: 'depth', min: 0, max: 10 }], flags: [] };

function scale(name: string) {
	return { name, min: 1, max: 5 };
}

const item = (run_id: string, computed = { format_ok: 1 }): SittingItem => ({
	run_id,
	scenario: null,
	candidates: ['Rest.'],
	computed,
});

const begin = (rubric: Parameters<typeof scalesOf>[0] = tip, ids = ['a', 'b', 'c'], begun: Sitting['begun'] = {}) =>
	addItems(
		beginSitting(scalesOf(rubric), begun),
		ids.map((id) => item(id)),
	);

/** `<enter>` is a key with a name, `[…]` is pasted, any other character is a key. */
function keysOf(text: string): Key[] {
	return [...text.matchAll(/<([a-z-]+)>|\[([^\]]*)\]|(.)/gsu)].map(([, name, pasted, letter]): Key => {
		if (name !== undefined) return { is: 'name', name: name as Extract<Key, { is: 'name' }>['name'] };
		return pasted === undefined ? { is: 'text', text: letter ?? '' } : { is: 'paste', text: pasted };
	});
}

function type(sitting: Sitting, text: string): { sitting: Sitting; scored: ScoredItem[] } {
	const scored: ScoredItem[] = [];
	let now = sitting;
	for (const key of keysOf(text)) {
		const step = press(now, key);
		now = step.sitting;
		if (step.scored !== null) scored.push(step.scored);
	}
	return { sitting: now, scored };
}

const at = (sitting: Sitting) => `${currentItem(sitting)?.run_id ?? '-'} ${askedScale(sitting)?.name ?? '-'}`;

test('the last score of an item completes it, and the next one comes', () => {
	const { sitting, scored } = type(begin(), '453');
	expect(scored).toEqual([{ run_id: 'a', scores: { relevance: 4, tone: 5, format_ok: 1 }, note: '', replace: false }]);
	expect(at(sitting)).toBe('b tone');
	expect(givenScores(sitting)).toEqual({ relevance: 3 });
});

test('undo takes back one answer after the other, over items that are stored too', () => {
	const once = type(begin(), '45u');
	expect(at(once.sitting)).toBe('a tone');
	expect(once.sitting.message).toContain('stay as they are');
	const again = type(once.sitting, '2');
	expect(again.scored).toEqual([
		{ run_id: 'a', scores: { relevance: 4, tone: 2, format_ok: 1 }, note: '', replace: true },
	]);
	const twice = type(begin(), '45uu3');
	expect(at(twice.sitting)).toBe('a tone');
	expect(givenScores(twice.sitting)).toEqual({ relevance: 3 });
	expect(type(begin(), 'u<backspace>').sitting.message).toBe('there is nothing to take back');
	// What was begun of the next one is there again.
	const back = type(begin(), '45n once<enter>u');
	expect(at(back.sitting)).toBe('a tone');
	expect(type(back.sitting, '5').sitting.answers.note).toBe('once');
});

test('what is left for later comes again when nothing else waits, with what was said of it', () => {
	const { sitting } = type(begin(), '4ss');
	expect(at(sitting)).toBe('c relevance');
	expect(countSkipped(sitting)).toBe(2);
	const later = type(sitting, '33');
	expect(at(later.sitting)).toBe('- -');
	const again = type(later.sitting, 's');
	expect(at(again.sitting)).toBe('a tone');
	expect(givenScores(again.sitting)).toEqual({ relevance: 4 });
	expect(type(again.sitting, '511').scored.map(({ run_id }) => run_id)).toEqual(['a', 'b']);
	expect(type(begin(tip, []), '4s').sitting.message).toBe('none was left for later');
});

test('a note is written in a line, and nothing in it is a score', () => {
	const { sitting, scored } = type(begin(), '4n 45 quite<left><left>3<end>!<enter>5');
	expect(scored[0]).toMatchObject({ note: '45 qui3te!', scores: { relevance: 4, tone: 5 } });
	expect(at(sitting)).toBe('b relevance');
	expect(type(begin(), 'nonce<escape>45').scored[0]?.note).toBe('');
	expect(type(begin(), 'nold<enter>n<cut-line>new one two<cut-word><enter>45').scored[0]?.note).toBe('new one');
});

test('what is pasted is never taken for keys', () => {
	const pasted = type(begin(), '[4 5\n3 q]');
	expect(pasted.scored).toEqual([]);
	expect(at(pasted.sitting)).toBe('a relevance');
	const noted = type(begin(), 'n[4 5\r\n3\u001b[2Jq]<enter>45');
	expect(noted.scored[0]?.note).toBe('4 5 3[2Jq');
});

test('computed flags are changed on purpose only, and the change can be taken back', () => {
	expect(type(begin(), 'fn45').scored[0]?.scores).toEqual({ format_ok: 0, relevance: 4, tone: 5 });
	expect(type(begin(), 'f<enter>45').scored[0]?.scores).toMatchObject({ format_ok: 1 });
	expect(type(begin(), 'fnu45').scored[0]?.scores).toMatchObject({ format_ok: 1 });
	expect(type(begin(), 'f7<escape>45').scored).toHaveLength(1);
	expect(type(begin(withFlag), 'f').sitting.message).toBe('the rubric computes no flag');
});

test('a flag with no rule is asked, where n is no and N a note; so is a computed one that a run has not', () => {
	expect(type(begin(withFlag), '4n').scored[0]?.scores).toMatchObject({ relevance: 4, safe: 0 });
	expect(type(begin(withFlag), '4Nwhy<enter>y').scored[0]).toMatchObject({ note: 'why', scores: { safe: 1 } });
	const former = addItems(beginSitting(scalesOf(tip)), [{ ...item('old'), computed: {} }]);
	expect(at(type(former, '45').sitting)).toBe('old format_ok');
	expect(type(former, '45y').scored[0]?.scores).toEqual({ relevance: 4, tone: 5, format_ok: 1 });
});

test.each([
	['7', 7],
	['10', 10],
	['1<enter>', 1],
	['0', 0],
	['1<backspace>4', 4],
	['1u4', 4],
	['1<escape>4', 4],
	['１０', 10],
	['٤', 4],
	['15<enter>9', 9],
])('on a scale from 0 to 10 the keys %s give %s', (keys, score) => {
	expect(type(begin(toTen), keys).scored.map(({ scores }) => scores.depth)).toEqual([score]);
});

test('keys that are no answer say what is', () => {
	for (const wrong of ['0', '6', '-', 'x', '½', '🙂']) {
		const { sitting } = type(begin(), wrong);
		expect(at(sitting)).toBe('a relevance');
		expect(sitting.message).toContain('relevance takes a whole number from 1 to 5');
	}
	expect(type(begin(), '?4').sitting.mode).toEqual({ is: 'scoring', typed: '' });
	expect(type(begin(), 'Q').sitting.mode.is).toBe('quit');
	expect(type(begin(), 'n<interrupt>').sitting.mode.is).toBe('quit');
});

test('what is half done is kept by run, and a later sitting goes on from it', () => {
	const { sitting } = type(begin(), '45s3nperhaps<enter>');
	const kept = halfDone(sitting);
	expect(Object.keys(kept)).toEqual(['c']);
	const later = begin(tip, ['c', 'b'], kept);
	expect(at(later)).toBe('c tone');
	expect(type(later, '1').scored).toEqual([
		{ run_id: 'c', scores: { relevance: 3, tone: 1, format_ok: 1 }, note: 'perhaps', replace: false },
	]);
	// One that was taken back and left keeps that its scores are to be replaced.
	const back = halfDone(type(begin(), '45uu').sitting);
	expect(type(begin(tip, ['a'], back), '11').scored).toMatchObject([{ run_id: 'a', replace: true }]);
});

test('an item that somebody else has scored goes, unless it is begun', () => {
	const sitting = begin();
	expect(at(dropItem(sitting, 'a'))).toBe('b relevance');
	expect(at(dropItem(sitting, 'b'))).toBe('a relevance');
	expect(dropItem(sitting, 'b').queue.map(({ run_id }) => run_id)).toEqual(['a', 'c']);
	expect(at(dropItem(type(sitting, '4').sitting, 'a'))).toBe('a tone');
	expect(at(dropItem(type(sitting, 'n').sitting, 'a'))).toBe('a relevance');
});

test('items are never asked twice', () => {
	const sitting = addItems(begin(), [item('a'), item('b'), item('d')]);
	expect(sitting.queue.map(({ run_id }) => run_id)).toEqual(['a', 'b', 'c', 'd']);
	expect(addItems(type(sitting, '45').sitting, [item('a')]).queue.map(({ run_id }) => run_id)).toEqual(['b', 'c', 'd']);
});

test('20,000 random keys lose no item, double none, and each score is within its scale', () => {
	let seed = 7;
	const random = (below: number) => {
		seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((seed / 2_147_483_648) * below);
	};
	const names = ['enter', 'escape', 'backspace', 'delete', 'left', 'right', 'home', 'end', 'cut-word', 'tab'] as const;
	const letters = [...'1234512345unsf?yn0-xé４٤', '👨‍👩‍👧'];
	const ids = Array.from({ length: 200 }, (_, at) => `run-${at}`);
	let sitting = begin(tip, ids);
	const stored = new Map<string, ScoredItem>();
	for (let count = 0; count < 20_000; count += 1) {
		const kind = random(20);
		const key: Key =
			kind === 0
				? { is: 'paste', text: '4 5\n' }
				: kind < 5
					? { is: 'name', name: names[random(names.length)] ?? 'enter' }
					: { is: 'text', text: letters[random(letters.length)] ?? '1' };
		const { sitting: next, scored } = press(sitting, key);
		if (scored !== null) {
			expect(stored.has(scored.run_id)).toBe(scored.replace);
			expect(Object.keys(scored.scores).sort()).toEqual(['format_ok', 'relevance', 'tone']);
			expect([1, 2, 3, 4, 5]).toContain(scored.scores.relevance);
			stored.set(scored.run_id, scored);
		}
		sitting = next;
		const there = [...sitting.queue, ...sitting.past.map((each) => each.item)].map(({ run_id }) => run_id).sort();
		if (count % 1_000 === 0) expect(there).toEqual([...ids].sort());
	}
	expect(stored.size).toBeGreaterThan(50);
});

const submits = (ids = ['a', 'b']) =>
	addItems(
		beginSitting(scalesOf(tip), {}, true),
		ids.map((id) => item(id)),
	);

test('where the enter key submits, the last answer does not: it can still be taken back', () => {
	const answered = type(submits(), '45');
	expect(answered.scored).toEqual([]);
	expect(currentItem(answered.sitting)?.run_id).toBe('a');
	expect(type(answered.sitting, '3').sitting.message).toContain('Enter submits');
	expect(type(answered.sitting, '<backspace>2<enter>').scored).toMatchObject([
		{ run_id: 'a', scores: { relevance: 4, tone: 2, format_ok: 1 } },
	]);
});

test('where the enter key submits, it does nothing before all is answered, or where no item is', () => {
	expect(type(submits(), '<enter>4<enter>').scored).toEqual([]);
	expect(type(submits([]), '<enter>').scored).toEqual([]);
});

test('a score that is given anew takes the place of the former one, in its turn or not', () => {
	const { sitting } = type(submits(), '45');
	const after = give(sitting, 'relevance', 1).sitting;
	expect(givenScores(after)).toMatchObject({ relevance: 1, tone: 5 });
	expect(give(submits([]), 'relevance', 1).sitting.answers.given).toEqual([]);
});
