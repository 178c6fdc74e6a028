import type { Key } from './keys';
import { editLine, editorOf, textOf } from './line-editor';
import { scoreTyped, typeDigit } from './number-keys';
import {
	type Answers,
	askedScale,
	countSkipped,
	currentItem,
	currentScales,
	entered,
	givenScores,
	left,
	type Mode,
	noAnswers,
	type ScoredItem,
	type Sitting,
	scoring,
} from './sitting';

/** A sitting after a key. */
export interface Step {
	readonly sitting: Sitting;
	/** The item that the key has completed, to be stored; `null` for most keys. */
	readonly scored: ScoredItem | null;
}

/** What a key does. Every key may come at any time: one that means nothing changes nothing but the message. */
export function press(before: Sitting, key: Key): Step {
	const sitting: Sitting = { ...before, message: '' };
	if (key.is === 'name' && key.name === 'interrupt') return only({ ...sitting, mode: { is: 'quit' } });
	switch (sitting.mode.is) {
		case 'quit':
			return only(before);
		case 'help':
			return only({ ...sitting, mode: scoring });
		case 'note':
			return only(inNote(sitting, sitting.mode, key));
		case 'flags':
			return inFlags(sitting, sitting.mode, key);
		case 'scoring':
			return inScoring(sitting, sitting.mode, key);
	}
}

function inScoring(sitting: Sitting, mode: Extract<Mode, { is: 'scoring' }>, key: Key): Step {
	if (key.is === 'paste') return only({ ...sitting, message: 'what is pasted gives no score; n takes a note' });
	if (key.is === 'name') {
		if (key.name === 'backspace') return only(takeBack(sitting));
		if (key.name === 'escape') return only({ ...sitting, mode: scoring });
		return key.name === 'enter' ? enterScore(sitting, mode.typed) : only(sitting);
	}
	const letter = key.text.toLowerCase();
	const asksFlag = askedScale(sitting)?.kind === 'flag';
	if (letter === '?') return only({ ...sitting, mode: { is: 'help' } });
	if (letter === 'q') return only({ ...sitting, mode: { is: 'quit' } });
	if (letter === 'u') return only(takeBack(sitting));
	if (letter === 's') return only(skip(sitting));
	if (currentItem(sitting) === null) return only({ ...sitting, message: nothingHere(sitting) });
	// Where a flag is asked for, n is no.
	const isNote = key.text === 'N' || (letter === 'n' && !asksFlag);
	if (isNote) return only({ ...sitting, mode: { is: 'note', editor: editorOf(sitting.answers.note) } });
	if (letter === 'f') return only(lookAtFlags(sitting));
	return typeScore(sitting, mode.typed, letter);
}

function typeScore(sitting: Sitting, typed: string, letter: string): Step {
	const scale = askedScale(sitting);
	if (scale === null) return only({ ...sitting, message: 'all is answered: Enter submits, Backspace takes back' });
	if (scale.kind === 'flag') {
		const answer = yesOrNo(letter);
		return answer === null ? notUnderstood(sitting, letter) : give(sitting, scale.name, answer);
	}
	const number = typeDigit(typed, letter, scale);
	if (number.is === 'none') return notUnderstood(sitting, letter);
	if (number.is === 'score') return give(sitting, scale.name, number.score);
	return only({ ...sitting, mode: { is: 'scoring', typed: number.typed } });
}

function enterScore(sitting: Sitting, typed: string): Step {
	const scale = askedScale(sitting);
	if (scale === null) return complete(sitting);
	if (typed === '') return only(sitting);
	const score = scoreTyped(typed, scale);
	return score === null ? notUnderstood(sitting, typed) : give(sitting, scale.name, score);
}

/** Whoever sees a scale of numbers types numbers. */
function yesOrNo(letter: string): number | null {
	if (letter === 'y' || letter === '1') return 1;
	return letter === 'n' || letter === '0' ? 0 : null;
}

function notUnderstood(sitting: Sitting, typed: string): Step {
	const scale = askedScale(sitting);
	const wanted = scale?.kind === 'flag' ? 'y or n' : `a whole number from ${scale?.min} to ${scale?.max}`;
	const message = `${JSON.stringify(typed.slice(0, 20))} is no answer: ${scale?.name} takes ${wanted}; ? helps`;
	return only({ ...sitting, mode: sitting.mode.is === 'flags' ? sitting.mode : scoring, message });
}

/** Gives one score of the current item, also of a scale that has one; on a scale of the rubric, and within it. */
export function give(sitting: Sitting, name: string, score: number): Step {
	if (currentItem(sitting) === null) return only(sitting);

	const given = [...sitting.answers.given, { name, score }];
	const after: Sitting = { ...sitting, answers: { ...sitting.answers, given }, mode: scoring };
	return askedScale(after) === null && !after.enterSubmits ? complete(after) : only(after);
}

/** All that is asked is answered: the item is done, and the next one comes. */
function complete(sitting: Sitting): Step {
	const item = currentItem(sitting);
	if (item === null) return only(sitting);
	const { answers } = sitting;
	const scores = { ...item.computed, ...givenScores(sitting) };
	const scored = { run_id: item.run_id, scores, note: answers.note, replace: answers.again };
	const past = [...sitting.past, { item, answers, as: 'scored' } as const];
	return { sitting: entered({ ...sitting, past, queue: sitting.queue.slice(1) }), scored };
}

/** Takes back the last answer; where the item has none, goes back to the item before. */
function takeBack(sitting: Sitting): Sitting {
	if (sitting.mode.is === 'scoring' && sitting.mode.typed !== '') return { ...sitting, mode: scoring };
	const { given } = sitting.answers;
	if (given.length > 0) return { ...sitting, answers: { ...sitting.answers, given: given.slice(0, -1) } };
	const last = sitting.past.at(-1);
	if (last === undefined) return { ...sitting, message: 'there is nothing to take back' };
	const rest = {
		...left(sitting),
		past: sitting.past.slice(0, -1),
		queue: [last.item, ...sitting.queue],
		mode: scoring,
	};
	if (last.as === 'skipped') return entered(rest);
	const answers: Answers = { ...last.answers, given: last.answers.given.slice(0, -1), again: true };
	const message = 'back at the item before: its scores stay as they are until it is scored again';
	return { ...rest, answers, message };
}

/** Leaves the item for later. Where nothing else waits, those that were left come again. */
function skip(sitting: Sitting): Sitting {
	const item = currentItem(sitting);
	if (item === null) return lookAgain(sitting);
	const past = [...sitting.past, { item, answers: noAnswers, as: 'skipped' } as const];
	const message = 'left for later';
	return { ...entered({ ...left(sitting), past, queue: sitting.queue.slice(1) }), message };
}

function lookAgain(sitting: Sitting): Sitting {
	const isSkipped = ({ as }: Sitting['past'][number]) => as === 'skipped';
	const queue = sitting.past.filter(isSkipped).map(({ item }) => item);
	if (queue.length === 0) return { ...sitting, message: 'none was left for later' };
	return entered({ ...sitting, queue, past: sitting.past.filter((each) => !isSkipped(each)) });
}

function nothingHere(sitting: Sitting): string {
	const skipped = countSkipped(sitting);
	return skipped === 0 ? 'nothing is here to score: u takes back, q ends' : `${skipped} left for later: s shows them`;
}

function lookAtFlags(sitting: Sitting): Sitting {
	if (currentScales(sitting).computed.length === 0) return { ...sitting, message: 'the rubric computes no flag' };
	return { ...sitting, mode: { is: 'flags', at: 0 } };
}

/** Goes through the computed flags: y and n change one, the enter key leaves it as it is. */
function inFlags(sitting: Sitting, { at }: Extract<Mode, { is: 'flags' }>, key: Key): Step {
	const scale = askedScale(sitting);
	const next: Mode = at + 1 < currentScales(sitting).computed.length ? { is: 'flags', at: at + 1 } : scoring;
	if (key.is === 'name' && key.name === 'escape') return only({ ...sitting, mode: scoring });
	if (key.is === 'name' && key.name === 'enter') return only({ ...sitting, mode: next });
	const answer = key.is === 'text' ? yesOrNo(key.text.toLowerCase()) : null;
	if (scale === null || key.is === 'paste') return only(sitting);
	if (answer === null) return key.is === 'text' ? notUnderstood(sitting, key.text) : only(sitting);
	const given = [...sitting.answers.given, { name: scale.name, score: answer }];
	return only({ ...sitting, answers: { ...sitting.answers, given }, mode: next });
}

function inNote(sitting: Sitting, { editor }: Extract<Mode, { is: 'note' }>, key: Key): Sitting {
	if (key.is === 'name' && key.name === 'escape')
		return { ...sitting, mode: scoring, message: 'the note is as it was' };
	if (key.is !== 'name' || key.name !== 'enter') {
		return { ...sitting, mode: { is: 'note', editor: editLine(editor, key) } };
	}
	const note = textOf(editor);
	const message = note === '' ? 'no note' : 'noted; it goes with the scores of this item';
	return { ...sitting, answers: { ...sitting.answers, note }, mode: scoring, message };
}

function only(sitting: Sitting): Step {
	return { sitting, scored: null };
}
