import { behindEchoedQuestion } from './echoed-question';
import { behindHeadings } from './thinking-headings';
import { type Mark, marksIn } from './thinking-marks';
import { saysSomething, visible } from './visible';

/** What of a model's output is its answer. */
export interface AnswerPart {
	/** Without thinking and the marks around it, white space as it was; blank where there is no answer. */
	readonly answer: string;
	/** The model thought, and wrote no answer. */
	readonly thinkingOnly: boolean;
	/** Whether nothing but thinking and the marks of a chat template was taken away. */
	readonly bare: boolean;
}

/** Pairs of words that stay where a server drops the marks of a template's channels. */
const leftovers: readonly (readonly [begin: RegExp, answer: RegExp])[] = [
	[/^\s*(?:assistant)?analysis(?=\p{Lu})/u, /assistantfinal(?!\p{Ll})/gu],
	[/^\s*thinking\.\.\./i, /\.\.\.\s?done thinking\./gi],
	[/^\s*here(?:'s| is) my thought process:/i, /here(?:'s| is) my response:/gi],
];

/**
 * Takes the thinking out of an output. Everything up to the last mark that ends thinking, or that begins the answer, is
 * none of it; neither is what follows a mark that begins thinking and is never ended. Where nothing is left behind the last
 * end, a list that stood before the thinking, outside of its marks, counts. Where headings part thoughts from the answer, only what
 * stands behind the last counts. A question that the output begins with, in the marks of a chat template, is no answer. Takes time linear in the text's length.
 */
export function withoutThinking(text: string): AnswerPart {
	const behindQuestion = behindEchoedQuestion(text);
	const part = withoutMarkedThinking(behindQuestion ?? text);
	const answer = behindHeadings(part.answer);
	if (answer === undefined && behindQuestion === undefined) return part;
	return { ...part, answer: answer ?? part.answer, bare: false };
}

function withoutMarkedThinking(text: string): AnswerPart {
	for (const [begin, answer] of leftovers) {
		const last = begin.test(text) ? [...text.matchAll(answer)].at(-1) : undefined;
		if (last !== undefined) return found(text.slice(last.index + last[0].length), true);
	}
	const all = marksIn(text);
	if (all.length === 0) return found(text, true);
	const turn = all.findIndex(endsTheTurn(text));
	const marks = turn === -1 ? all : all.slice(0, turn);
	const whole = turn === -1 ? text : text.slice(0, all[turn]?.start);
	const behind = behindLastReset(whole, marks);
	const cutByThinking = behind.endedBy?.kind === 'begin';
	if (visible(behind.answer) !== '' && !(cutByThinking && !looksLikeList(behind.answer))) {
		return found(behind.answer, turn === -1 && behind.bare);
	}
	const outside = outsideOfPairs(whole, marks);
	if (looksLikeList(outside)) return found(outside, turn === -1);
	return {
		answer: '',
		thinkingOnly: marks.some(({ kind }) => kind === 'begin' || kind === 'end') && hasThought(text, all),
		bare: false,
	};
}

/**
 * Whether a model thought and wrote no answer, so that its output says nothing about the prompt.
 * @param thinking what the server took out of the output as thinking
 */
export function isThinkingOnly(output: string, thinking: string): boolean {
	return visible(output) === '' ? saysSomething(thinking) : withoutThinking(output).thinkingOnly;
}

function found(answer: string, bare: boolean): AnswerPart {
	return { answer, thinkingOnly: false, bare };
}

/** A turn ends with the first mark of its end that has something of an answer before it. */
function endsTheTurn(text: string): (mark: Mark) => boolean {
	let thinking = false;
	let answered = false;
	let from = 0;
	return ({ kind, start, end }) => {
		answered ||= !thinking && saysSomething(text.slice(from, start));
		from = end;
		if (kind === 'turn' && answered) return true;
		if (kind === 'end' || kind === 'answer') answered = false;
		thinking = goesOnThinking(thinking, kind);
		return false;
	};
}

function goesOnThinking(thinking: boolean, kind: Mark['kind']): boolean {
	return kind === 'begin' || (thinking && kind !== 'end' && kind !== 'answer');
}

function behindLastReset(text: string, marks: readonly Mark[]) {
	const last = marks.findLastIndex(({ kind }) => kind === 'end' || kind === 'answer');
	const reset = marks[last];
	let from = reset?.end ?? 0;
	let endedBy: Mark | undefined;
	for (const mark of marks.slice(last + 1)) {
		if (mark.kind !== 'begin' && visible(text.slice(from, mark.start)) === '') from = mark.end;
		else {
			endedBy = mark;
			break;
		}
	}
	const answer = text.slice(from, endedBy?.start);
	const inTag = reset?.kind === 'answer' && !reset.template;
	const closed = reset?.kind === 'answer' && endedBy?.template === true && visible(text.slice(endedBy.end)) === '';
	return { answer, endedBy, bare: !inTag && (endedBy === undefined || endedBy.kind === 'begin' || closed) };
}

/** What stands between whole pairs of marks; before an end that nothing began, all is thinking. */
function outsideOfPairs(text: string, marks: readonly Mark[]): string {
	let outside = '';
	let from = 0;
	let thinking = false;
	for (const { kind, start, end } of marks) {
		if (kind === 'end' && !thinking) outside = '';
		else if (!thinking) outside += text.slice(from, start);
		thinking = goesOnThinking(thinking, kind);
		from = end;
	}
	return thinking ? outside : outside + text.slice(from);
}

function hasThought(text: string, marks: readonly Mark[]): boolean {
	const ends = marks.map(({ end }) => end);
	return [0, ...ends].some((from, at) => saysSomething(text.slice(from, marks[at]?.start)));
}

function looksLikeList(text: string): boolean {
	return /[[{]|^[ \t]{0,20}(?:[-*•]|\p{Nd}{1,2}[.):])[ \t]/mu.test(text);
}
