import { type AnswerTable, json } from './table';

const prose = 'Pack the bag first, then call the clinic. At 7:30 eat something.';

/** Answers that are no list, and those that say nothing. */
export const wholeTable: AnswerTable = {
	'no list: one candidate, the whole': [
		{ name: 'prose', answer: prose, candidates: [prose] },
		{
			name: 'prose of two lines',
			answer: 'I cannot help with that.\nPlease ask a doctor.',
			candidates: ['I cannot help with that.\nPlease ask a doctor.'],
		},
		{
			name: 'prose with brackets and quotes',
			answer: 'He [the father] said "rest", and 2. is a number.',
			candidates: ['He [the father] said "rest", and 2. is a number.'],
		},
		{
			name: 'code',
			answer: 'print(tasks["name"]) and tips[0]["text"]',
			candidates: ['print(tasks["name"]) and tips[0]["text"]'],
		},
		{ name: 'a number in prose', answer: 'Chapter\n1. The start', candidates: ['Chapter\n1. The start'] },
		{
			name: 'an object of something else',
			answer: '{"persona": "parent", "mood": "calm"}',
			candidates: ['{"persona": "parent", "mood": "calm"}'],
		},
		{ name: 'a list of numbers', answer: '[1, 2, 3]', candidates: ['[1, 2, 3]'] },
		{ name: 'one word', answer: 'Rest', candidates: ['Rest'] },
		{ name: 'marks only', answer: '!!!', candidates: ['!!!'] },
		{ name: 'white space around', answer: `\n\n ${prose}\n`, candidates: [prose] },
		{ name: 'prose behind thinking', answer: `<think>${json}</think>\n${prose}`, candidates: [prose] },
		{ name: 'another language', answer: '今日は早く寝ましょう。', candidates: ['今日は早く寝ましょう。'] },
	],
	'one text': [
		{ name: 'in quotes', answer: '"Rest."', candidates: ['Rest.'] },
		{ name: 'in quotes, one asked for', answer: '"Rest."', n_tips: 1, candidates: ['Rest.'] },
		{ name: 'bare, one asked for', answer: 'Rest.', n_tips: 1, candidates: ['Rest.'] },
		{ name: 'numbered, one asked for', answer: 'Here is your tip:\n1. Rest.', n_tips: 1, candidates: ['Rest.'] },
	],
	'nothing said': [
		{ name: 'nothing', answer: '', candidates: [] },
		{ name: 'white space', answer: ' \n\t ', candidates: [] },
		{ name: 'unseen marks', answer: '\u200B\uFEFF\u200F', candidates: [] },
		{ name: 'an empty list', answer: '[]', candidates: [] },
		{ name: 'empty texts', answer: '["", "  "]', candidates: [] },
		{ name: 'an empty list in a fence', answer: '```json\n[]\n```', candidates: [] },
		{ name: 'an object with an empty list', answer: '{"tips": []}', candidates: [] },
		{ name: 'the end of a turn', answer: '<|im_end|>', candidates: [] },
	],
};
