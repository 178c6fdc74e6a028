import { jsonSpans } from './json-spans';

/**
 * What a mark says about the text around it.
 * - `begin`, `end`: of thinking;
 * - `answer`: the answer begins;
 * - `stop`: the answer has ended;
 * - `turn`: so has the model's turn, and what follows is a conversation that it made up.
 */
type MarkKind = 'begin' | 'end' | 'answer' | 'stop' | 'turn';

export interface Mark {
	readonly kind: MarkKind;
	readonly start: number;
	readonly end: number;
	/** Whether it is a mark of a chat template, which a server takes out where it knows the template. */
	readonly template: boolean;
}

const thought =
	'(?:[a-z]{1,12}[:_-]|ant)?(?:think(?:ing)?|thoughts?|reason(?:ing)?|reflect(?:ion)?|analysis|scratch_?pad|rationale|' +
	'(?:internal|inner)[_ -]?(?:monologue|thoughts?|reasoning)|chain[_ -]of[_ -]thought|cot|deliberation|planning)(?:[_-]?(?:process|steps?|block))?';
const attributes = '(?:\\s[^<>\\n]{0,80})?';

/** By what they look like, most models first; the first that fits counts. */
const looks: readonly (readonly [kind: MarkKind, template: boolean, pattern: string])[] = [
	['end', true, `(?:<|&lt;)\\s?/\\s?${thought}\\s?(?:>|&gt;)`],
	['begin', true, `(?:<|&lt;)${thought}${attributes}(?:>|&gt;)`],
	['end', true, `<\\|(?:/|end[_-](?:of[_-])?)${thought}\\|>|\\[/${thought}\\]|◁/${thought}▷|<unused95>`],
	[
		'begin',
		true,
		`<\\|(?:(?:begin|start)[_-](?:of[_-])?)?${thought}\\|>|\\[think(?:ing)?\\]|◁${thought}▷|<unused94>(?:thought)?`,
	],
	[
		'answer',
		true,
		'(?:<\\|start\\|>assistant)?<\\|channel\\|?>\\s?final(?:\\s?(?:<\\|constrain\\|>)?\\s?\\w{1,20})?\\s?<\\|message\\|>',
	],
	[
		'begin',
		true,
		'(?:<\\|start\\|>assistant)?<\\|channel\\|?>\\s?(?:analysis|commentary|thought|thinking)\\b[^<\\n]{0,80}(?:<\\|message\\|>)?',
	],
	['begin', true, '^\\s*(?:analysis|commentary)<\\|message\\|>'],
	['answer', true, '(?:<\\|start\\|>assistant)?<\\|message\\|>'],
	['answer', true, '<\\|(?:begin|start)[_-](?:of[_-])?(?:solution|response|answer|text)\\|>'],
	['stop', true, '<\\|end[_-](?:of[_-])?(?:solution|response|answer)\\|>|<\\|return\\|>|<\\|end\\|>|<\\|call\\|>'],
	['end', true, '<channel\\|>'],
	['answer', false, '<(?:final[_-]?)?(?:answer|response|output|solution|reply)>'],
	['stop', false, '</(?:final[_-]?)?(?:answer|response|output|solution|reply)>'],
	[
		'turn',
		false,
		'<\\|(?:im_start|start|start_header_id)\\|>(?:assistant|user|system)?|<start_of_turn>(?:model|user)?',
	],
	[
		'turn',
		false,
		'<\\|(?:im_end|eot_id|eom_id|end_of_text|end_?of_?turn|endoftext|user|system|END_OF_TURN_TOKEN|EOT)\\|>',
	],
	['turn', false, '</s>|<end_of_turn>|<eos>|<[|｜](?:end▁of▁sentence|User)[|｜]>|\\[/?INST\\]'],
];

const anyMark = new RegExp(looks.map(([, , pattern]) => `(${pattern})`).join('|'), 'gi');

/** The marks of a text in their order; those inside a text of whole JSON are part of that text. */
export function marksIn(text: string): Mark[] {
	const marks: Mark[] = [];
	for (const match of text.matchAll(anyMark)) {
		const look = looks[match.findIndex((group, at) => at > 0 && group !== undefined) - 1];
		if (look === undefined) continue;
		marks.push({ kind: look[0], template: look[1], start: match.index, end: match.index + match[0].length });
	}
	if (marks.length === 0) return marks;
	const spans = jsonSpans(text);
	let next = 0;
	return marks.filter((mark) => {
		while ((spans[next]?.end ?? Number.POSITIVE_INFINITY) <= mark.start) next += 1;
		return (spans[next]?.start ?? Number.POSITIVE_INFINITY) > mark.start;
	});
}
