import type { AnswerTable } from './table';

const tips = ['Rest.', 'Eat.', 'Walk.'];
const question = 'Write three tips as a JSON list, like ["Drink water.", "Take a nap.", "Call mom."].';

/** Answers with reasons under headings, and those that quote an example of the question. */
export const quotedTable: AnswerTable = {
	'thoughts under headings': [
		{
			name: 'twice',
			answer:
				'### Thought\nhm\n### Final Answer\n1. x\n2. y\n3. z\n### Thought\nBetter.\n### Final Answer\n1. Rest.\n2. Eat.\n3. Walk.',
			candidates: tips,
		},
		{
			name: 'nothing behind the last heading',
			answer: '### Thought\n1. Rest.\n2. Eat.\n3. Walk.\n\n### Final Answer\n',
			candidates: tips,
		},
		{
			name: 'reasons behind the tips',
			answer: '1. Rest.\n2. Eat.\n3. Walk.\n\n### Reasoning\n1. p\n2. q\n3. r',
			candidates: tips,
		},
		{
			name: 'thought and final answer',
			answer: '### Thought\nShe is tired:\n1. x\n2. y\n3. z\n\n### Final Answer\n1. Rest.\n2. Eat.\n3. Walk.',
			candidates: tips,
		},
		{
			name: 'reasoning and answer',
			answer: '## Reasoning\n- x\n- y\n- z\n\n## Answer\n["Rest.", "Eat.", "Walk."]',
			candidates: tips,
		},
		{
			name: 'bold',
			answer: '**Reasoning:**\n1. x\n2. y\n3. z\n\n**Final answer:**\n["Rest.", "Eat.", "Walk."]',
			candidates: tips,
		},
		{
			name: 'bold, on the line',
			answer: '**Reasoning:** She is tired: 1) x 2) y 3) z\n\n**Final answer:** ["Rest.", "Eat.", "Walk."]',
			candidates: tips,
		},
		{
			name: 'plain',
			answer: 'Thought: I need ["x", "y", "z"].\nFinal Answer: ["Rest.", "Eat.", "Walk."]',
			candidates: tips,
		},
		{
			name: 'fewer tips than thoughts',
			answer: '### Thinking Process\n1. x\n2. y\n3. z\n\n### Response\n- Rest.\n- Eat.',
			candidates: ['Rest.', 'Eat.'],
		},
		{
			name: 'Chinese',
			answer: '### 思考\n1. x\n2. y\n3. z\n\n### 最终答案\n1. Rest.\n2. Eat.\n3. Walk.',
			candidates: tips,
		},
		{
			name: 'German',
			answer: '## Überlegung\n1. x\n2. y\n3. z\n\n## Endgültige Antwort\n1. Rest.\n2. Eat.\n3. Walk.',
			candidates: tips,
		},
		{
			name: 'Spanish',
			answer:
				'¡Claro! Aquí tienes:\n\n**Consejo 1:** Descansa.\n**Consejo 2:** Come.\n**Consejo 3:** Camina.\n\n¡Espero que te ayude!',
			candidates: ['Descansa.', 'Come.', 'Camina.'],
		},
		{
			name: 'Russian',
			answer: '**Рассуждение**\n1. x\n2. y\n3. z\n\n**Ответ**\n1. Rest.\n2. Eat.\n3. Walk.',
			candidates: tips,
		},
		{
			name: 'prose as the answer',
			answer: '### Thought\n1. x\n2. y\n3. z\n\n### Final Answer\nJust rest, please.',
			candidates: ['Just rest, please.'],
		},
		{
			name: 'final tips',
			answer: '### Step-by-step reasoning\n1. x\n2. y\n3. z\n\n### Final Tips\n1. Rest.\n2. Eat.\n3. Walk.',
			candidates: tips,
		},
		{
			name: 'a tip called thought',
			answer: '### Thought\nRest.\n\n### Food\nEat.\n\n### Legs\nWalk.',
			candidates: ['Thought: Rest.', 'Food: Eat.', 'Legs: Walk.'],
		},
		{
			name: 'an explanation behind',
			answer: '### Thought\nhm\n\n### Final Answer\n1. Rest.\n2. Eat.\n3. Walk.\n\n### Explanation\n1. p\n2. q\n3. r',
			candidates: tips,
		},
		{
			name: 'thinking and tips',
			answer: '**Thinking:** The user wants tips.\n\n**Tips:**\n1. Rest.\n2. Eat.\n3. Walk.',
			candidates: tips,
		},
		{
			name: 'a box of LaTeX',
			answer: '<think>\nhmm\n</think>\n\n**Final Answer**\n\\boxed{["Rest.", "Eat.", "Walk."]}',
			candidates: tips,
		},
	],
	'an example from the question': [
		{
			name: 'then lines',
			answer: '["Drink water.", "Take a nap.", "Call mom."]\n\nRest.\nEat.\nWalk.',
			candidates: tips,
			question,
		},
		{
			name: 'on a line with a label',
			answer: 'Example: ["Drink water.", "Take a nap.", "Call mom."]\n\nRest.\nEat.\nWalk.',
			candidates: tips,
			question,
		},
		{
			name: 'below a label',
			answer: 'Example:\n["Drink water.", "Take a nap.", "Call mom."]\n\nTips:\nRest.\nEat.\nWalk.',
			candidates: tips,
			question,
		},
		{
			name: 'in a sentence',
			answer: 'As in ["Drink water.", "Take a nap.", "Call mom."], here are my tips:\n\nRest.\nEat.\nWalk.',
			candidates: tips,
			question,
		},
		{
			name: 'behind the lines',
			answer: 'Rest.\nEat.\nWalk.\n\nThis is like the example: ["Drink water.", "Take a nap.", "Call mom."]',
			candidates: tips,
			question,
		},
		{
			name: 'in a fence',
			answer: '```json\n["Drink water.", "Take a nap.", "Call mom."]\n```\n\nRest.\nEat.\nWalk.',
			candidates: tips,
			question,
		},
		{
			name: 'as lines',
			answer: '1. Drink water.\n2. Take a nap.\n3. Call mom.\n\nRest.\nEat.\nWalk.',
			candidates: tips,
			question,
		},
		{
			name: 'then one line',
			answer: '["Drink water.", "Take a nap.", "Call mom."]\nRest; eat; walk',
			candidates: ['Rest', 'eat', 'walk'],
			question,
		},
		{
			name: 'and nothing else',
			answer: '["Drink water.", "Take a nap.", "Call mom."]',
			candidates: ['Drink water.', 'Take a nap.', 'Call mom.'],
			format_ok: 1,
			question,
		},
		{
			name: 'and prose',
			answer: '["Drink water.", "Take a nap.", "Call mom."]\n\nThese are good.',
			candidates: ['Drink water.', 'Take a nap.', 'Call mom.'],
			question,
		},
	],
};
