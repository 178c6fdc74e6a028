import type { textOf } from '../../domain/judging/sitting/line-editor';
import type { Scale } from '../../domain/judging/sitting/scales';
import {
	askedScale,
	countSkipped,
	currentItem,
	currentScales,
	givenScores,
	type Sitting,
} from '../../domain/judging/sitting/sitting';
import { countOf } from '../../domain/wording';
import { cutTo, toWidth, widthOf } from '../text-width';
import { timeAbout } from '../time-about';
import { visibleText } from '../visible-text';
import { lineOf, type ScreenLine } from './lines';
import type { Progress, Shown } from './view';

/** A place on the screen. Both count from 0. */
export interface Cursor {
	readonly row: number;
	readonly column: number;
}

/** What is asked, and in which column somebody writes; `null` for nowhere. */
export interface AskLine {
	readonly line: ScreenLine;
	readonly column: number | null;
}

/** Where the sitting is. What does not fit is left out from the end. */
export function headLine({ experiment, by, sitting, progress }: Shown, columns: number): ScreenLine {
	const skipped = countSkipped(sitting);
	const parts = [
		`${progress.scored} scored, ${leftWords(progress)}`,
		timeLeft(progress),
		...(progress.unstored > 0 ? [`${progress.unstored} not stored yet`] : []),
		...(skipped > 0 ? [`${skipped} for later`] : []),
		`as ${visibleText(by)}`,
	].filter((part) => part !== '');
	let text = ` ${visibleText(experiment)}`;
	for (const part of parts) if (widthOf(`${text} · ${part}`) < columns) text = `${text} · ${part}`;
	return lineOf(toWidth(text, columns), 'bar');
}

function leftWords({ left, exact }: Progress): string {
	if (left === null) return 'counting';
	return exact ? `${left} left` : `about ${left} left`;
}

function timeLeft({ left, secondsEach, usual }: Progress): string {
	if (left === null || left === 0) return '';
	const each = `${Math.round(secondsEach)} s each${usual ? ', as is usual' : ''}`;
	return `${timeAbout(left * secondsEach)} at ${each}`;
}

/** What was said of the item so far, and what is computed. */
export function answersLine({ sitting }: Shown, columns: number): ScreenLine {
	const item = currentItem(sitting);
	if (item === null) return lineOf('');
	const { asked, computed } = currentScales(sitting);
	const given = givenScores(sitting);
	const words = ({ name }: Scale) => `${name} ${given[name] ?? '?'}`;
	const computedWords = ({ name }: Scale) => {
		const now = given[name];
		return now === undefined || now === item.computed[name]
			? `${name} ${item.computed[name]}*`
			: `${name} ${now} (was ${item.computed[name]})`;
	};
	const star = computed.length > 0 ? '  *computed' : '';
	const note = sitting.answers.note === '' ? '' : '  note';
	const line = [...asked.map(words), ...computed.map(computedWords)].join('  ');
	return lineOf(cutTo(`${line}${note}${star}`, columns), 'faint');
}

/** The question. */
export function askLine({ sitting }: Shown, columns: number): AskLine {
	const { mode } = sitting;
	const scale = askedScale(sitting);
	if (mode.is === 'help') return { line: lineOf('any key goes back', 'ask'), column: null };
	if (mode.is === 'note') return noteLine(mode.editor, columns);
	if (scale === null) return { line: lineOf(''), column: null };
	const question = mode.is === 'flags' ? flagQuestion(sitting, scale) : questionOf(scale);
	const typed = mode.is === 'scoring' ? mode.typed : '';
	const text = cutTo(`${question} > ${typed}`, columns - 1);
	return { line: lineOf(text, 'ask'), column: widthOf(text) };
}

function questionOf({ name, kind, min, max }: Scale): string {
	return kind === 'flag' ? `${name}, y or n` : `${name}, ${min} to ${max}`;
}

function flagQuestion(sitting: Sitting, { name }: Scale): string {
	const now = givenScores(sitting)[name] ?? currentItem(sitting)?.computed[name];
	return `${name} is ${now === 1 ? 'yes' : 'no'}: y or n changes it, Enter leaves it`;
}

/** The part of a note around where somebody writes. */
function noteLine(editor: Parameters<typeof textOf>[0], columns: number): AskLine {
	const label = 'note > ';
	const room = Math.max(4, columns - widthOf(label) - 1);
	let before = editor.characters.slice(0, editor.at).map(visibleText);
	while (widthOf(before.join('')) > room)
		before = before.slice(Math.max(1, Math.ceil((widthOf(before.join('')) - room) / 2)));
	const start = label + before.join('');
	const text = cutTo(start + editor.characters.slice(editor.at).map(visibleText).join(''), columns - 1);
	return { line: lineOf(text, 'ask'), column: widthOf(start) };
}

/** What the last key did, or what is wrong, or else which keys there are. */
export function keysLine({ sitting, progress }: Shown, columns: number): ScreenLine {
	if (sitting.message !== '') return lineOf(cutTo(visibleText(sitting.message), columns), 'warning');
	if (progress.trouble !== null) return lineOf(cutTo(visibleText(progress.trouble), columns), 'warning');
	return lineOf(cutTo(keysOf(sitting), columns), 'faint');
}

function keysOf(sitting: Sitting): string {
	const { mode } = sitting;
	if (mode.is === 'note') return 'Enter keeps the note, Esc leaves it as it was';
	if (mode.is === 'help') return '';
	if (mode.is === 'flags') return 'Esc goes back to the scores';
	const skipped = countSkipped(sitting);
	if (currentItem(sitting) === null)
		return `u undo  ${skipped > 0 ? `s the ${countOf(skipped, 'item')} for later  ` : ''}q quit`;
	const note = askedScale(sitting)?.kind === 'flag' ? 'N note' : 'n note';
	return `u undo  s later  ${note}  f flags  Tab other part  ? help  q quit`;
}
