import { type AnswerTable, abc, json } from './table';

/** Answers with objects, with several values, and with JSON inside of a text. */
export const objectsTable: AnswerTable = {
	objects: [
		{ name: 'with the list', answer: `{"tips": ${json}}`, candidates: abc },
		{
			name: 'with the list, pretty-printed',
			answer: JSON.stringify({ for: 'you', tips: abc }, null, 2),
			candidates: abc,
		},
		{ name: 'two deep', answer: `{"response": {"data": {"tips": ${json}}}}`, candidates: abc },
		{ name: 'a call of a tool', answer: `{"name": "give_tips", "arguments": {"tips": ${json}}}`, candidates: abc },
		{ name: 'numbered', answer: '{"1": "Rest.", "2": "Eat.", "3": "Walk."}', candidates: ['Rest.', 'Eat.', 'Walk.'] },
		{
			name: 'numbered, two deep',
			answer: '{"tips": {"1": "Rest.", "2": "Eat.", "3": "Walk."}}',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'numbered with a word',
			answer: '{"tip_1": "Rest.", "tip_2": "Eat.", "tip_3": "Walk."}',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'numbered, of objects',
			answer: '{"tip1": {"text": "Rest."}, "tip2": {"text": "Eat."}, "tip3": {"text": "Walk."}}',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'names without quotes',
			answer: '{tip1: "Rest.", tip2: "Eat.", tip3: "Walk."}',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'no braces',
			answer: '"tip_1": "Rest.",\n"tip_2": "Eat.",\n"tip_3": "Walk."',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'names in a list',
			answer: '["1": "Rest.", "2": "Eat.", "3": "Walk."]',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'lists by time',
			answer: '{"morning": ["Rest.", "Eat."], "evening": ["Walk."]}',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'titles as names',
			answer: '{"A quiet start": "Rest.", "Food": "Eat.", "Legs": "Walk."}',
			candidates: ['A quiet start: Rest.', 'Food: Eat.', 'Legs: Walk.'],
		},
		{
			name: 'the tasks beside the tips',
			answer: `{"tasks": ["Pack", "Walk", "Call"], "tips": ${json}}`,
			candidates: abc,
		},
		{
			name: 'lists in objects in a list',
			answer: '[{"time": "morning", "tips": ["Rest.", "Eat."]}, {"time": "noon", "tips": ["Walk."]}]',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'a dangerous name',
			answer: '[{"__proto__": "Rest."}, {"constructor": "Eat."}, {"tip": "Walk."}]',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
	],
	'lists of objects': [
		{
			name: 'one text each',
			answer: '[{"tip": "Rest."}, {"id": 2, "advice": "Eat."}, {"x": "Walk."}]',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'titles and descriptions',
			answer:
				'[{"title": "Sleep", "description": "Rest."}, {"title": "Food", "description": "Eat."}, {"title": "Go!", "description": "Walk."}]',
			candidates: ['Sleep: Rest.', 'Food: Eat.', 'Go! Walk.'],
		},
		{
			name: 'a tip among other members',
			answer: '[{"title": "A", "tip": "Rest.", "why": "x"}, {"tip": "Eat.", "time": "5 min"}, {"tip": "Walk."}]',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'nested',
			answer: '[{"tip": {"text": "Rest."}}, {"tip": {"text": "Eat."}}, {"tip": {"text": "Walk."}}]',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'pairs',
			answer: '[["Sleep", "Rest."], ["Food", "Eat."], ["Legs", "Walk."]]',
			candidates: ['Sleep: Rest.', 'Food: Eat.', 'Legs: Walk.'],
		},
		{
			name: 'tuples of Python',
			answer: "[('Sleep', 'Rest.'), ('Food', 'Eat.'), ('Legs', 'Walk.')]",
			candidates: ['Sleep: Rest.', 'Food: Eat.', 'Legs: Walk.'],
		},
		{
			name: 'one object',
			answer: '{"title": "Sleep", "description": "Rest."}',
			n_tips: 1,
			candidates: ['Sleep: Rest.'],
		},
	],
	'one after another': [
		{
			name: 'objects',
			answer: '{"tip": "Rest."}\n{"tip": "Eat."}\n{"tip": "Walk."}',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'objects and commas',
			answer: '{"tip": "Rest."},\n{"tip": "Eat."},\n{"tip": "Walk."}',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{ name: 'too few objects', answer: '{"tip": "Rest."}\n{"tip": "Eat."}', candidates: ['Rest.', 'Eat.'] },
		{ name: 'strings', answer: '"Rest."\n"Eat."\n"Walk."', candidates: ['Rest.', 'Eat.', 'Walk.'] },
		{ name: 'strings and commas', answer: '"Rest.",\n"Eat.",\n"Walk."', candidates: ['Rest.', 'Eat.', 'Walk.'] },
		{
			name: 'too few strings, and talk',
			answer: 'Here:\n\n"Rest."\n"Eat."\n\nGood luck!',
			candidates: ['Rest.', 'Eat.'],
		},
		{ name: 'lists of one', answer: '["Rest."]\n["Eat."]\n["Walk."]', candidates: ['Rest.', 'Eat.', 'Walk.'] },
		{ name: 'lists of several', answer: '["Rest.", "Eat."]\n["Walk."]', candidates: ['Rest.', 'Eat.', 'Walk.'] },
		{
			name: 'numbered lists',
			answer: '1. ["Rest."]\n2. ["Eat."]\n3. ["Walk."]',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'lists with headings',
			answer: 'Morning:\n["Rest.", "Eat."]\n\nEvening:\n["Walk."]',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{ name: 'a further example of the prompt', answer: `${json}\nPerson: x\n["Other."]`, candidates: abc },
		{
			name: 'a further example of the same length',
			answer: `${json}\n\nPerson: x\nTips:\n["x", "y", "z"]`,
			candidates: abc,
		},
	],
	'in a string': [
		{ name: 'JSON', answer: JSON.stringify(json), candidates: abc },
		{ name: 'JSON, its escapes only', answer: json.replaceAll('"', '\\"'), candidates: abc },
		{ name: 'JSON, in a member', answer: JSON.stringify({ tips: json }), candidates: abc },
		{
			name: 'lines, in a member',
			answer: JSON.stringify({ answer: '1. Rest.\n2. Eat.\n3. Walk.' }),
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'semicolons, in a member',
			answer: '{"tips": "Rest.; Eat.; Walk."}',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{ name: 'lines, in a list', answer: '["1. Rest.\\n2. Eat.\\n3. Walk."]', candidates: ['Rest.', 'Eat.', 'Walk.'] },
		{ name: 'line ends written out', answer: '1. Rest.\\n2. Eat.\\n3. Walk.', candidates: ['Rest.', 'Eat.', 'Walk.'] },
	],
	'more objects': [
		{
			name: 'with an explanation',
			answer: '{"tips": ["Rest.", "Eat.", "Walk."], "explanation": "They help."}',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'with a title',
			answer: '{"title": "Three tips", "tips": [{"tip": "Rest."}, {"tip": "Eat."}, {"tip": "Walk."}]}',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'one name again and again',
			answer: '{"tip": "Rest.", "tip": "Eat.", "tip": "Walk."}',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'numbered objects in a list',
			answer: '[{"tip1": "Rest."}, {"tip2": "Eat."}, {"tip3": "Walk."}]',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'a numbered object in a list',
			answer: '[{"tip1": "Rest.", "tip2": "Eat.", "tip3": "Walk."}]',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'steps of each tip',
			answer:
				'[{"title": "Sleep", "steps": ["Lie down.", "Rest."]}, {"title": "Food", "steps": ["Eat."]}, {"title": "Legs", "steps": ["Walk."]}]',
			candidates: ['Sleep: Lie down. Rest.', 'Food: Eat.', 'Legs: Walk.'],
		},
		{ name: 'a list under tip', answer: '{"tip": ["Rest.", "Eat.", "Walk."]}', candidates: ['Rest.', 'Eat.', 'Walk.'] },
		{
			name: 'the first without a number',
			answer: '{"tip": "Rest.", "tip2": "Eat.", "tip3": "Walk."}',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{
			name: 'assignments in a list',
			answer: '[tip1="Rest.", tip2="Eat.", tip3="Walk."]',
			candidates: ['Rest.', 'Eat.', 'Walk.'],
		},
		{ name: 'null', answer: '{"tips": null}', candidates: [] },
		{
			name: 'a tip and its steps',
			answer: '{"tip": "Rest.", "steps": ["Lie down.", "Sleep."]}',
			n_tips: 1,
			candidates: ['Rest.'],
		},
	],
};
