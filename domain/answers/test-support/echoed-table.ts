import { type AnswerTable, json as asked } from './table';

const tips = ['Rest.', 'Eat.', 'Walk.'];
const json = '["Rest.", "Eat.", "Walk."]';
const lines = '1. Rest.\n2. Eat.\n3. Walk.';
const call = { name: 'give_tips', arguments: JSON.stringify({ tips }) };

/** Answers behind the question in the marks of a template, in the calls of tools, and below headings of groups. */
export const echoedTable: AnswerTable = {
	'the question in a template, then the answer': [
		['ChatML', `<|im_start|>user\nWrite ["x", "y", "z"].<|im_end|>\n<|im_start|>assistant\n${json}<|im_end|>`],
		[
			'a system prompt and a question',
			`<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nTips!<|im_end|>\n<|im_start|>assistant\n${lines}`,
		],
		['Gemma', `<start_of_turn>user\nWrite tips.<end_of_turn>\n<start_of_turn>model\n${json}`],
		[
			'Llama 3',
			`<|start_header_id|>user<|end_header_id|>\n\nTips!<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n${json}<|eot_id|>`,
		],
		['Phi', `<|user|>\nWrite tips.<|end|>\n<|assistant|>\n${json}<|end|>`],
		['DeepSeek', `<｜User｜>Write tips.<｜Assistant｜>${json}<｜end▁of▁sentence｜>`],
		['Mistral', `<s>[INST] Write:\n1. x\n2. y\n3. z [/INST] ${lines}</s>`],
		['Llama 2', `<s>[INST] <<SYS>>\nBe kind.\n<</SYS>>\n\nWrite tips. [/INST] ${json}</s>`],
		['its begin taken out', `Write three tips. [/INST] ${json}`],
		['thinking behind it', `[INST] Tips! [/INST] <think>["x", "y", "z"]</think>${json}`],
		['a second question', `[INST] Tips! [/INST] ${json} [INST] More! [/INST] ["x", "y", "z"]`],
		['headings', `### Instruction:\nWrite tips:\n1. short\n2. kind\n3. clear\n\n### Response:\n${lines}`],
		['names', `User: Write tips that are\n- short\n- kind\n- clear\nAssistant:\n${lines}`],
		['names on lines', `user\nWrite tips:\n1. short\n2. kind\n3. clear\nassistant\n${lines}`],
		['begins of a sequence', `[gMASK]<sop><bos><|begin_of_text|>${lines}`],
		['the end, behind the answer', `${lines} [/INST] Hope this helps.`],
	].map(([name = '', answer = '']) => ({ name, answer, candidates: tips })),
	'the question in a template, and nothing else': [
		{ name: 'no answer begins', answer: '[INST] Write tips. [/INST]', candidates: ['Write tips.'] },
		{
			name: 'a tip that begins as a name',
			answer: 'User: rest.\nHelper: eat.',
			candidates: ['User: rest.\nHelper: eat.'],
		},
	],
	'calls of tools': [
		['arguments in a text', JSON.stringify(call)],
		['arguments in a text, in a fence', `\`\`\`json\n${JSON.stringify(call, null, 2)}\n\`\`\``],
		['lines in a text', JSON.stringify({ ...call, arguments: lines })],
		['a list of one call', `[TOOL_CALLS] ${JSON.stringify([{ ...call, arguments: { tips } }])}`],
		['a list of one call, arguments in a text', JSON.stringify([call])],
		['beside a state', JSON.stringify({ status: 'ok', response: json })],
		[
			'what a server answers',
			JSON.stringify({ id: 'c1', choices: [{ index: 0, message: { role: 'assistant', content: json } }] }),
		],
	].map(([name = '', answer = '']) => ({ name, answer, candidates: tips })),
	'lists below headings of groups': [
		['one bullet above', '- Tips\n  - Rest.\n  - Eat.\n  - Walk.'],
		['one numeral above', '1. Tips:\n   - Rest.\n   - Eat.\n   - Walk.'],
		['bullets', '- Morning:\n  - Rest.\n  - Eat.\n- Evening:\n  - Walk.'],
		['numerals', '1. Morning\n   a) Rest.\n   b) Eat.\n2. Evening\n   a) Walk.'],
		['bold', '**Morning**\n- Rest.\n- Eat.\n\n**Evening**\n- Walk.'],
		['headings', '# Tips\n\n## Morning\n1. Rest.\n2. Eat.\n\n## Evening\n1. Walk.'],
	].map(([name = '', answer = '']) => ({ name, answer, candidates: tips })),
	'groups of another number': [
		{ name: 'too few below one', answer: '- Tips:\n  - Rest.\n  - Eat.', candidates: ['Rest.', 'Eat.'] },
		{
			name: 'steps of each tip',
			answer: '1. Sleep\n   - Lie down.\n   - Rest.\n2. Food\n   - Eat.\n3. Legs\n   - Walk.',
			candidates: ['Sleep: Lie down. Rest.', 'Food: Eat.', 'Legs: Walk.'],
		},
	],
	'other files and marks': [
		['tables of TOML', '[[tips]]\ntext = "Rest."\n\n[[tips]]\ntext = "Eat."\n\n[[tips]]\ntext = "Walk."'],
		['sections of an INI file', '[tip1]\ntext=Rest.\n[tip2]\ntext=Eat.\n[tip3]\ntext=Walk.'],
		['JSON that was escaped for HTML', '[&quot;Rest.&quot;, &quot;Eat.&quot;, &quot;Walk.&quot;]'],
		['parts of a page', '<div class="tip">Rest.</div>\n<div class="tip">Eat.</div>\n<div class="tip">Walk.</div>'],
		['semicolons behind numerals', '1; Rest.\n2; Eat.\n3; Walk.'],
		['dots alone', '. Rest.\n. Eat.\n. Walk.'],
	].map(([name = '', answer = '']) => ({ name, answer, candidates: tips })),
	'the asked form behind a question': [
		{
			name: 'a mark of the template',
			answer: `[/INST] ${asked}`,
			candidates: JSON.parse(asked) as string[],
			format_ok: 1,
		},
		{
			name: 'is not alone',
			answer: `<|user|>\nTips!\n<|assistant|>\n${asked}`,
			candidates: JSON.parse(asked) as string[],
		},
	],
};
