import { type AnswerTable, abc, json } from './table';

const tips = ['Rest.', 'Eat.', 'Walk.'];

/** Answers that go on behind thoughts, drafts and forms, and slips of the pen in otherwise right ones. */
export const slipsTable: AnswerTable = {
	'thinking aloud': [
		{
			name: 'bullets, then the asked form',
			answer: `Okay, the user wants 3 tips. Let me think:\n- she is tired\n- she has kids\n- time is short\n\n${json}`,
			candidates: abc,
		},
		{
			name: 'numbers, then the asked form in a fence',
			answer: `I need three tips that\n1. are short\n2. fit the time\n3. are kind\n\n\`\`\`json\n${json}\n\`\`\``,
			candidates: abc,
		},
		{
			name: 'a list that is improved',
			answer: `["Rest", "Eat", "Walk"]\n\nWait, let me improve them:\n${json}`,
			candidates: abc,
		},
		{
			name: 'the form, then the answer',
			answer: `["tip 1", "tip 2", "tip 3"]\n${json}`,
			candidates: abc,
		},
		{
			name: 'the form with dots, then the answer',
			answer: `Format: ["...", "...", "..."]\n\n1. Rest.\n2. Eat.\n3. Walk.`,
			candidates: tips,
		},
	],
	slips: [
		{
			name: 'too few, and quotes within a text',
			answer: '["Say "no", then rest.", "Eat."]',
			candidates: ['Say "no", then rest.', 'Eat.'],
		},
		{
			name: 'words for the tips behind them',
			answer: '1. Rest.\n2. Eat.\n3. Walk.\n\n["sleep", "food", "legs"]',
			candidates: tips,
		},
		{ name: 'a quote that was not opened', answer: '["Rest.", Eat.", "Walk."]', candidates: tips },
		{ name: 'a quote that was not closed', answer: '["Rest.", "Eat., "Walk."]', candidates: tips },
		{
			name: 'quotes within a text, with a comma',
			answer: '["Say \\"no\\", then rest.", "Eat.", "Walk."]',
			candidates: ['Say "no", then rest.', 'Eat.', 'Walk.'],
			format_ok: 1,
		},
		{ name: 'a dash before the number', answer: 'Tip - 1: Rest.\nTip - 2: Eat.\nTip - 3: Walk.', candidates: tips },
		{
			name: 'numbers on lines that are wrapped',
			answer: '(1) rest\nnow, (2) eat, (3) walk.',
			candidates: ['rest\nnow', 'eat', 'walk.'],
		},
		{
			name: 'YAML with ids',
			answer: '- id: 1\n  text: Rest.\n- id: 2\n  text: Eat.\n- id: 3\n  text: Walk.',
			candidates: tips,
		},
		{
			name: 'definitions of HTML',
			answer: '<dl><dt>Sleep</dt><dd>Rest.</dd><dt>Food</dt><dd>Eat.</dd><dt>Legs</dt><dd>Walk.</dd></dl>',
			candidates: tips,
		},
	],
};
