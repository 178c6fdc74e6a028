import { type Candidates, parseCandidates } from './candidates';

const abc = ['Pack the bag now.', 'Set a timer for five.', 'Call the clinic at eight.'];
const json = JSON.stringify(abc);
const pretty = JSON.stringify(abc, null, 2);

describe('in the asked format', () => {
	test.each([
		['compact', json],
		['pretty-printed', pretty],
		['white space around it', `\n\n  ${json} \r\n`],
		['a byte order mark before it', `\uFEFF${json}`],
	])('%s', (_name, text) => {
		expect(parseCandidates(text, 3)).toEqual({ tips: abc, asked_format: true, form: 'list' });
	});

	test('trims each text, and keeps any language and line break', () => {
		const text = JSON.stringify([' Tee kochen ', '水を飲む', 'a\nb']);
		expect(parseCandidates(text, 3)).toMatchObject({ tips: ['Tee kochen', '水を飲む', 'a\nb'], asked_format: true });
	});

	test('fifty are as many as a bench can ask for', () => {
		const fifty = Array.from({ length: 50 }, (_, at) => `tip ${at}`);
		expect(parseCandidates(JSON.stringify(fifty), 50)).toEqual({ tips: fifty, asked_format: true, form: 'list' });
	});
});

type Row = [name: string, text: string, tips: string[], form: Candidates['form']];
const notAsAsked: Row[] = [
	['too few', JSON.stringify(abc.slice(0, 2)), abc.slice(0, 2), 'list'],
	['too many: the first count', JSON.stringify([...abc, 'One more.']), abc, 'list'],
	['an empty text among them', JSON.stringify([...abc.slice(0, 2), ' ']), abc.slice(0, 2), 'list'],
	['a number among them', '["Pack the bag now.", 7, null, "Set a timer for five."]', abc.slice(0, 2), 'list'],
	['talk before', `Here are your tips:\n\n${json}`, abc, 'list'],
	['talk after', `${json}\n\nHope this helps!`, abc, 'list'],
	['a run-on with further lists: the first counts', `${json}\nPerson: x\n["Other."]`, abc, 'list'],
	['an empty list first', `[] then ${json}`, abc, 'list'],
	['brackets in the talk before', `Tips [as asked] [1]: ${json}`, abc, 'list'],
	['a list in a list', `[${json}]`, abc, 'list'],
	['cut inside a text', json.slice(0, -6), abc.slice(0, 2), 'list'],
	['cut behind a comma', '["Pack the bag now.", ', abc.slice(0, 1), 'list'],
	['cut behind a text', json.slice(0, -1), abc, 'list'],
	['an ellipsis at its end', `${json.slice(0, -1)}, ...]`, abc, 'list'],
	['a trailing comma', `${json.slice(0, -1)},]`, abc, 'list'],
	['a comma forgotten between lines', pretty.replace('now.",', 'now."'), abc, 'list'],
	['single quotes', "['Don\\'t rush.', 'It's fine to rest.']", ["Don't rush.", "It's fine to rest."], 'list'],
	['curly quotes', '[“Pack the bag now.”, “Set a timer for five.”]', abc.slice(0, 2), 'list'],
	['quotes not escaped', '["Say "hello" to her.", "Rest."]', ['Say "hello" to her.', 'Rest.'], 'list'],
	['a raw line break in a text', '["Pack\nthe bag.", "Rest."]', ['Pack\nthe bag.', 'Rest.'], 'list'],
	['escapes', '["caf\\u00e9 \\"Uno\\"", "a\\tb",]', ['café "Uno"', 'a\tb'], 'list'],
	['a broken escape', '["C:\\quiet", "Rest.",]', ['C:\\quiet', 'Rest.'], 'list'],
	['objects with one text', '[{"tip":"Rest."},{"id":2,"advice":"Eat."}]', ['Rest.', 'Eat.'], 'list'],
	[
		'objects whose text has a known name',
		'[{"title":"A","tip":"Rest."},{"text":"Eat.","x":"B"}]',
		['Rest.', 'Eat.'],
		'list',
	],
	['objects that do not say which text', '[{"a":"A","b":"B"},{"tip":"Rest."}]', ['Rest.'], 'list'],
	['objects cut', '[{"tip":"Rest."},{"tip":"Ea', ['Rest.'], 'list'],
	['a dangerous member', '[{"__proto__":"Rest."},{"__proto__":{"tip":"No."}}]', ['Rest.'], 'list'],
	['an object with the list', `{"tips": ${json}}`, abc, 'object'],
	['an object, pretty-printed', JSON.stringify({ for: 'you', tips: abc }, null, 2), abc, 'object'],
	['an object cut', `{"tips": ${json.slice(0, -6)}`, abc.slice(0, 2), 'object'],
	['an object with numbered texts', '{"tip_1": "Rest.", "tip_2": "Eat."}', ['Rest.', 'Eat.'], 'object'],
	['a fence with a language', `\`\`\`json\n${pretty}\n\`\`\``, abc, 'fenced'],
	['a fence without one', `\`\`\`\n${json}\n\`\`\``, abc, 'fenced'],
	['a fence with talk around', `Sure!\n\n\`\`\`json\n${json}\n\`\`\`\nEnjoy.`, abc, 'fenced'],
	['a fence with an object', `\`\`\`json\n{"tips": ${json}}\n\`\`\``, abc, 'fenced'],
	['a fence cut', `\`\`\`json\n${pretty.slice(0, -8)}`, abc.slice(0, 2), 'fenced'],
	['a list after a closed fence', `\`\`\`\nx\n\`\`\`\n${json}`, abc, 'list'],
	['numbers with dots', `1. ${abc[0]}\n2. ${abc[1]}\n3. ${abc[2]}`, abc, 'numbered'],
	['numbers with brackets, Windows line ends', `1) ${abc[0]}\r\n2) ${abc[1]}\r\n`, abc.slice(0, 2), 'numbered'],
	[
		'numbers with talk around',
		`Sure:\n\n1. ${abc[0]}\n\n2. ${abc[1]}\n\nHope this helps.`,
		abc.slice(0, 2),
		'numbered',
	],
	['Tip 1, Tip 2', `**Tip 1:** ${abc[0]}\n**Tip 2:** ${abc[1]}`, abc.slice(0, 2), 'numbered'],
	['all numbered 1', `1. ${abc[0]}\n1. ${abc[1]}`, abc.slice(0, 2), 'numbered'],
	['a second numbered list', `1. ${abc[0]}\n2. ${abc[1]}\nFor her:\n1. No.\n2. No.`, abc.slice(0, 2), 'numbered'],
	[
		'details below a number',
		'1. **Rest**\n   Lie down.\n   - Now.\n2. Eat.',
		['**Rest** Lie down. Now.', 'Eat.'],
		'numbered',
	],
	['numbered texts in quotes', '1. "Rest.",\n2. **Eat.**', ['Rest.', 'Eat.'], 'numbered'],
	['more lines than asked', '1. a b\n2. c d\n3. e f\n4. g h', ['a b', 'c d', 'e f'], 'numbered'],
	['dashes', `- ${abc[0]}\n- ${abc[1]}`, abc.slice(0, 2), 'bulleted'],
	['stars and dots', `* ${abc[0]}\n• ${abc[1]}`, abc.slice(0, 2), 'bulleted'],
	['bullets below bullets', '- Rest.\n  - Lie down.\n- Eat.', ['Rest. Lie down.', 'Eat.'], 'bulleted'],
	['nothing', '', [], 'none'],
	['white space', ' \n\t ', [], 'none'],
	['an empty list', '[]', [], 'none'],
	['empty texts', '["", "  "]', [], 'none'],
	['prose', 'Pack the bag first, then call the clinic. At 7:30 eat something.', [], 'none'],
	['prose with brackets and quotes', 'He [the father] said "rest", and 2. is a number.', [], 'none'],
	['a member of a variable', 'print(tasks["name"]) and tips[0]["text"]', [], 'none'],
	['a lone dash', '- maybe later', [], 'none'],
	['a lone number', 'Chapter\n1. The start', [], 'none'],
	['a list that starts at 4', '4. Rest.\n5. Eat.', [], 'none'],
	['an object without a list', '{"persona": "parent", "mood": "calm"}', [], 'none'],
	['a text', '"Rest."', [], 'none'],
	['a list of numbers', '[1, 2, 3]', [], 'none'],
	['a text never closed', '["Rest and', [], 'none'],
];

describe('not in the asked format', () => {
	test.each(notAsAsked)('%s', (_name, text, tips, form) => {
		expect(parseCandidates(text, 3)).toEqual({ tips, asked_format: false, form });
	});

	test('one item is a list of lines where one was asked for', () => {
		expect(parseCandidates('1. Rest.', 1)).toEqual({ tips: ['Rest.'], asked_format: false, form: 'numbered' });
	});

	test('every candidate stands in the output', () => {
		for (const [, text] of notAsAsked.filter(([name]) => !/escape|break|below|single/.test(name))) {
			for (const tip of parseCandidates(text, 3).tips) expect(text).toContain(tip);
		}
	});

	test('at most 50 are kept', () => {
		const many = JSON.stringify(Array.from({ length: 1000 }, (_, at) => `tip ${at}`));
		expect(parseCandidates(many, 1000).tips).toHaveLength(50);
		expect(parseCandidates(`x ${many}`, 1000).tips).toHaveLength(50);
	});
});
