import { saysSomething } from './visible';

/** Marks that a sequence begins with, whatever follows. */
const begin = '(?:<s>|<bos>|<sop>|\\[gMASK\\]|<\\|(?:begin_?of_?text|startoftext)\\|>|<[|｜]begin▁of▁sentence[|｜]>)';
const asker = '(?:user|human|system|developer|instructions?|input|prompt)';
const model = '(?:assistant|model|response|output|bot|ai)';
/** The turn of whoever asks: its marks in a template, a heading, or its name on a line. */
const question = new RegExp(
	`^(?:\\s|${begin}){0,20}(?:<\\|(?:im_start|start|start_header_id)\\|>\\s?${asker}|<start_of_turn>${asker}|<\\|${asker}\\|>|<[|｜]User[|｜]>|` +
		`\\[INST\\]|<<SYS>>|#{1,4} ${asker}\\s?:?[ \\t]*\\n|${asker}[ \\t]?(?:[:：]|\\n))`,
	'i',
);
/** The turn of the model, as a template or a heading begins it. */
const answer = new RegExp(
	`<\\|(?:im_start|start|start_header_id)\\|>\\s?${model}(?:<\\|end_header_id\\|>)?|<start_of_turn>${model}|<\\|${model}\\|>|<[|｜]Assistant[|｜]>|` +
		`\\[/INST\\]|^#{1,4} ${model}\\s?:?[ \\t]*$|^${model}[ \\t]?(?:[:：]|$)`,
	'gim',
);
const opening = new RegExp(`^(?:\\s|${begin}){1,20}`, 'i');

/**
 * What stands behind the question, where an output begins with it in the marks of a chat template, as that of a model does
 * that was given the wrong template, or none.
 * @returns `undefined` where it begins with none of this
 */
export function behindEchoedQuestion(text: string): string | undefined {
	if (question.test(text)) {
		for (const { index, 0: mark } of text.matchAll(answer)) {
			const behind = text.slice(index + mark.length);
			if (saysSomething(behind)) return behind;
		}
	}
	const marks = opening.exec(text)?.[0] ?? '';
	if (saysSomething(marks)) return text.slice(marks.length);
	// The begin of the question's turn is no part of what a server gives.
	const [before = '', ...others] = text.split('[/INST]', 9);
	const isQuestion =
		others.length > 0 && saysSomething(before) && !/[[{]|^[ \t]{0,20}(?:[-*•]|\d{1,2}[.)])/m.test(before);
	const behind = text.slice(before.length + '[/INST]'.length);
	return isQuestion && saysSomething(behind) ? behind : undefined;
}
