import { type AnswerTable, abc, json, lines } from './table';

const tips = ['Rest.', 'Eat.', 'Walk.'];

/** Answers with rarer marks, and those that quote the question. */
export const otherFormsTable: AnswerTable = {
	'a list from the question': [
		{
			name: 'of another length, then lines',
			answer: `Based on ["Pack lunches","Walk"], my tips:\n${lines}`,
			candidates: abc,
		},
		{
			name: 'of the same length, then lines',
			answer: `Based on ["Pack lunches","Walk","Call"], my tips:\n${lines}`,
			candidates: abc,
		},
		{
			name: 'of another length, then a list',
			answer: `Tasks: ["Pack lunches","Walk"]\nTips: ${json}`,
			candidates: abc,
		},
		{
			name: 'of the same length, then a list',
			answer: `Tasks: ["Pack lunches","Walk","Call"]\nTips: ${json}`,
			candidates: abc,
		},
		{
			name: 'told as theirs',
			answer: 'You gave me these tasks: ["Pack lunches", "Walk", "Call"].\n\nHere you go:\n["Rest.", "Eat.", "Go."]',
			candidates: ['Rest.', 'Eat.', 'Go.'],
		},
		{ name: 'tasks as bullets', answer: `Tasks:\n- Pack lunches\n- Walk\n\nTips:\n${lines}`, candidates: abc },
		{
			name: 'tasks and tips as bullets',
			answer: 'Tasks:\n- Pack lunches\n- Walk\n\nTips:\n- Rest.\n- Eat.\n- Walk.',
			candidates: tips,
		},
		{
			name: 'no blank line between',
			answer: 'Tasks:\n- Pack lunches\n- Walk\nTips:\n- Rest.\n- Eat.\n- Walk.',
			candidates: tips,
		},
		{
			name: 'as many tasks as tips',
			answer: 'Tasks:\n1. Pack\n2. Walk\n3. Call\n\nTips:\n1. Rest.\n2. Eat.\n3. Walk.',
			candidates: tips,
		},
		{
			name: 'known from the prompt',
			answer: '["Pack lunches", "Walk", "Call"]\n["Rest.", "Eat.", "Go."]',
			question: 'On the list:\n- Pack lunches\n- Walk\n- Call',
			candidates: ['Rest.', 'Eat.', 'Go.'],
		},
		{
			name: 'known from the prompt, too few tips',
			answer: 'You have ["Pack lunches", "Walk", "Call"].\n\n- Rest.\n- Eat.',
			question: 'Pack lunches, Walk, Call',
			candidates: ['Rest.', 'Eat.'],
		},
		{
			name: 'only the tasks',
			answer: '["Pack lunches", "Walk"]',
			question: 'Pack lunches, Walk',
			candidates: ['Pack lunches', 'Walk'],
		},
		{ name: 'a draft and a final list', answer: `Draft:\n- x\n- y\n- z\n\nFinal tips:\n${lines}`, candidates: abc },
	],
	'other forms': [
		{ name: 'a table', answer: '| # | Tip |\n|---|---|\n| 1 | Rest. |\n| 2 | Eat. |\n| 3 | Walk. |', candidates: tips },
		{
			name: 'a table of titles',
			answer: '| Title | Tip |\n|:--|:--|\n| Sleep | Rest. |\n| Food | Eat. |\n| Legs | Walk. |',
			candidates: ['Sleep: Rest.', 'Food: Eat.', 'Legs: Walk.'],
		},
		{ name: 'tags', answer: '<tips>\n<tip>Rest.</tip>\n<tip>Eat.</tip>\n<tip>Walk.</tip>\n</tips>', candidates: tips },
		{
			name: 'HTML',
			answer: '<ol><li>Rest.</li><li><b>Eat</b> well.</li><li>Walk &amp; run.</li></ol>',
			candidates: ['Rest.', 'Eat well.', 'Walk & run.'],
		},
		{ name: 'numbered tags', answer: '<tip1>Rest.</tip1><tip2>Eat.</tip2><tip3>Walk.</tip3>', candidates: tips },
		{
			name: 'tags of titles',
			answer:
				'<tip><title>Sleep</title><text>Rest.</text></tip>\n<tip><title>Food</title><text>Eat.</text></tip>\n<tip><title>Legs</title><text>Walk.</text></tip>',
			candidates: ['Sleep: Rest.', 'Food: Eat.', 'Legs: Walk.'],
		},
		{ name: 'line breaks of HTML', answer: '1. Rest.<br>2. Eat.<br/>3. Walk.', candidates: tips },
		{ name: 'YAML', answer: 'tips:\n  - tip: Rest.\n  - tip: Eat.\n  - tip: Walk.', candidates: tips },
		{
			name: 'YAML with titles',
			answer:
				'- title: Sleep\n  description: Rest.\n- title: Food\n  description: Eat.\n- title: Legs\n  description: Walk.',
			candidates: ['Sleep: Rest.', 'Food: Eat.', 'Legs: Walk.'],
		},
		{ name: 'numbers on one line', answer: '1. Rest. 2. Eat. 3. Walk.', candidates: tips },
		{
			name: 'brackets on one line',
			answer: 'Try to (1) rest now, (2) eat well, and (3) walk.',
			candidates: ['rest now', 'eat well', 'walk.'],
		},
		{ name: 'bullets on one line', answer: '• Rest. • Eat. • Walk.', candidates: tips },
		{
			name: 'semicolons on one line',
			answer: 'Rest now; eat well; walk',
			candidates: ['Rest now', 'eat well', 'walk'],
		},
		{ name: 'lines', answer: 'Rest.\nEat.\nWalk.', candidates: tips },
		{ name: 'lines behind a heading', answer: 'Here are three tips:\n\nRest.\nEat.\nWalk.', candidates: tips },
		{ name: 'paragraphs', answer: 'Rest.\n\nEat.\n\nWalk.', candidates: tips },
		{
			name: 'a block of lines with talk around',
			answer: 'Sure!\n\nRest.\nEat.\nWalk.\n\nGood luck.',
			candidates: tips,
		},
	],
	'more marks': [
		{ name: 'escaped dots', answer: '1\\. Rest.\n2\\. Eat.\n3\\. Walk.', candidates: tips },
		{ name: 'escaped dashes', answer: '\\- Rest.\n\\- Eat.\n\\- Walk.', candidates: tips },
		{ name: 'hard line ends', answer: '1. Rest.\\\n2. Eat.\\\n3. Walk.', candidates: tips },
		{ name: 'no-break spaces', answer: '•\u00A0Rest.\n•\u00A0Eat.\n•\u00A0Walk.', candidates: tips },
		{ name: 'bullets of a word processor', answer: '\uF0B7 Rest.\n\uF0B7 Eat.\n\uF0B7 Walk.', candidates: tips },
		{
			name: 'LaTeX',
			answer: '\\begin{itemize}\n\\item Rest.\n\\item Eat.\n\\item Walk.\n\\end{itemize}',
			candidates: tips,
		},
		{ name: 'entities', answer: '&bull; Rest.\n&bull; Eat.\n&bull; Walk.', candidates: tips },
		{ name: 'automatic numbers', answer: '#. Rest.\n#. Eat.\n#. Walk.', candidates: tips },
		{ name: 'Tip:', answer: 'Tip: Rest.\nTip: Eat.', candidates: ['Rest.', 'Eat.'] },
		{ name: 'words', answer: 'First: Rest.\nSecond: Eat.\nThird: Walk.', candidates: tips },
		{ name: 'Spanish', answer: '1.- Rest.\n2.- Eat.\n3.- Walk.', candidates: tips },
		{ name: 'ordinal signs', answer: '1.º Rest.\n2.º Eat.\n3.º Walk.', candidates: tips },
		{ name: 'two words', answer: 'Quick tip 1: Rest.\nQuick tip 2: Eat.\nQuick tip 3: Walk.', candidates: tips },
		{ name: 'Tip number 1:', answer: 'Tip number 1: Rest.\nTip number 2: Eat.\nTip number 3: Walk.', candidates: tips },
		{
			name: 'Tip 1 and no more',
			answer: 'Tip 1 Rest now.\nTip 2 Eat now.\nTip 3 Walk now.',
			candidates: ['Rest now.', 'Eat now.', 'Walk now.'],
		},
		{
			name: 'headings without numbers',
			answer: '# Tips\n\n### Sleep\nRest.\n\n### Food\nEat.\n\n### Legs\nWalk.',
			candidates: ['Sleep: Rest.', 'Food: Eat.', 'Legs: Walk.'],
		},
		{
			name: 'bold titles without numbers',
			answer: 'Sure!\n\n**Sleep**\nRest.\n\n**Food:**\nEat.\n\n**Legs**\nWalk.',
			candidates: ['Sleep: Rest.', 'Food: Eat.', 'Legs: Walk.'],
		},
		{ name: 'a list in quotes', answer: '"1. Rest.\n2. Eat.\n3. Walk."', candidates: tips },
		{ name: 'tags that are not closed', answer: '<ul><li>Rest.<li>Eat.<li>Walk.</ul>', candidates: tips },
		{ name: 'lines between', answer: 'Rest.\n---\nEat.\n---\nWalk.', candidates: tips },
		{ name: 'a box of LaTeX', answer: '\\boxed{["Rest.", "Eat.", "Walk."]}', candidates: tips },
		{
			name: 'a list, and again as JSON',
			answer: '1. Rest.\n2. Eat.\n3. Walk.\n\nAs JSON:\n["Rest.", "Eat.", "Walk."]',
			candidates: tips,
		},
		{ name: 'tabs', answer: '1\tRest.\n2\tEat.\n3\tWalk.', candidates: tips },
		{ name: 'equals signs', answer: '1=Rest.\n2=Eat.\n3=Walk.', candidates: tips },
		{
			name: 'sentences about tips',
			answer: 'Tip 1 is to rest.\nTip 2 is to eat.\nTip 3 is to walk.',
			candidates: ['Tip 1 is to rest.', 'Tip 2 is to eat.', 'Tip 3 is to walk.'],
		},
		{
			name: 'brackets around each line',
			answer: '[Rest now]\n[Eat well]\n[Walk]',
			candidates: ['Rest now', 'Eat well', 'Walk'],
		},
		{
			name: 'members in paragraphs',
			answer: 'Title: Sleep\nDescription: Rest.\n\nTitle: Food\nDescription: Eat.\n\nTitle: Legs\nDescription: Walk.',
			candidates: ['Sleep: Rest.', 'Food: Eat.', 'Legs: Walk.'],
		},
		{ name: 'one item behind a label', answer: 'Here is a tip:\n1. Rest.', candidates: ['Rest.'] },
		{
			name: 'code',
			answer: "const tips = [\n\t'Rest.',\n\t'Eat.',\n\t'Walk.',\n];\nconsole.log(tips[0]);",
			candidates: tips,
		},
		{ name: 'lists that touch each other', answer: '["Rest."]["Eat."]["Walk."]', candidates: tips },
		{ name: 'arrows of two signs', answer: '-> Rest.\n-> Eat.\n-> Walk.', candidates: tips },
		{ name: 'double arrows', answer: '=> Rest.\n=> Eat.\n=> Walk.', candidates: tips },
		{ name: 'two hyphens', answer: '-- Rest.\n-- Eat.\n-- Walk.', candidates: tips },
		{
			name: 'French quotes with blanks within, and some within them',
			answer: '« Dites « oui ». »\n« Eat. »\n« Walk. »',
			candidates: ['Dites « oui ».', 'Eat.', 'Walk.'],
		},
	],
};
