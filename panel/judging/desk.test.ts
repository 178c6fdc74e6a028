import type { Key } from '../../domain/judging/sitting/keys';
import { currentItem, type SittingItem } from '../../domain/judging/sitting/sitting';
import {
	type Desk,
	giveScore,
	openDesk,
	pressKey,
	refuse,
	scoredElsewhere,
	settleRefused,
	stored,
	takeItem,
	writeNote,
} from './desk';

const scale = (name: string) => ({ name, kind: 'dimension' as const, min: 1, max: 5 });
const item = (run_id: string): SittingItem => ({ run_id, scenario: null, candidates: ['Rest.'], computed: {} });
const nothing = { begun: {}, unstored: [], times: [] };
const scales = { asked: [scale('relevance'), scale('tone')], computed: [] };
const open = (...ids: string[]) =>
	ids.reduce((desk, id) => takeItem(desk, item(id), scales), openDesk({ asked: [], computed: [] }, nothing));
const enter: Key = { is: 'name', name: 'enter' };
const type = (desk: Desk, text: string) =>
	[...text].reduce((now, letter) => pressKey(now, letter === '\n' ? enter : { is: 'text', text: letter }, 7), desk);

test('digits score and move on, and Enter submits with the note', () => {
	const desk = type(writeNote(open('a', 'b'), 'short'), '45\n');
	expect(desk.unstored).toEqual([
		{ run_id: 'a', scores: { relevance: 4, tone: 5 }, note: 'short', replace: false, judged_at: 7 },
	]);
	expect(currentItem(desk.sitting)?.run_id).toBe('b');
	expect(desk.scored).toBe(1);
});

test('an item that this judge has just scored does not come again while it is stored', () => {
	const desk = type(open('a'), '45\n');
	expect(currentItem(takeItem(desk, item('a'), scales).sitting)).toBeNull();
});

test('an item that is scored anew while its former scores are on their way is stored once more', () => {
	const desk = type(open('a'), '45\n');
	const [first] = desk.unstored;
	const back = pressKey(desk, { is: 'name', name: 'backspace' }, 8);
	const again = pressKey(pressKey(back, { is: 'text', text: '1' }, 9), enter, 9);
	expect(again.unstored).toMatchObject([{ run_id: 'a', scores: { tone: 1 }, replace: true }]);
	expect(again.scored).toBe(1);
	expect(first && stored(again, first).unstored).toHaveLength(1);
});

test('scores that are refused wait for a word: to take the place of the others, or to be given up', () => {
	const desk = type(open('a'), '45\n');
	const [first] = desk.unstored;
	if (first === undefined) throw new Error('nothing was scored');
	const refused = refuse(desk, first, 'others are there');
	expect(refused.unstored).toEqual([]);
	const [waits] = refused.refused;
	if (waits === undefined) throw new Error('nothing was refused');
	expect(settleRefused(refused, waits, 'replace').unstored).toEqual([{ ...first, replace: true }]);
	expect(settleRefused(refused, waits, 'give-up')).toMatchObject({ unstored: [], refused: [] });
});

test('what another tab has scored leaves the desk, unless it is begun here', () => {
	expect(currentItem(scoredElsewhere(open('a', 'b'), 'a').sitting)?.run_id).toBe('b');
	expect(currentItem(scoredElsewhere(type(open('a', 'b'), '4'), 'a').sitting)?.run_id).toBe('a');
});

test('a score can be given by hand in any order', () => {
	const desk = giveScore(giveScore(open('a'), 'tone', 2, 1), 'relevance', 3, 2);
	expect(pressKey(desk, enter, 3).unstored).toMatchObject([{ scores: { relevance: 3, tone: 2 } }]);
});

test('a flag is asked of the items that lack it, and of no others', () => {
	const flag = { ...scale('format_ok'), kind: 'flag' as const, min: 0, max: 1 };
	const lacks = { asked: [scale('tone'), flag], computed: [] };
	const has = { asked: [scale('tone')], computed: [flag] };
	const empty = openDesk({ asked: [], computed: [] }, nothing);
	const desk = takeItem(takeItem(empty, item('old'), lacks), { ...item('new'), computed: { format_ok: 1 } }, has);
	const old = type(desk, '41\n');
	expect(old.unstored).toMatchObject([{ run_id: 'old', scores: { tone: 4, format_ok: 1 } }]);
	expect(type(old, '3\n').unstored[1]).toMatchObject({ run_id: 'new', scores: { tone: 3, format_ok: 1 } });
});
