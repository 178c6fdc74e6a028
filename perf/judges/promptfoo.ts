import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from '../contestants/contestant';
import { expectWhole, promptfooProgram } from '../contestants/promptfoo';
import { type EnterJudge, type JudgeRequest, partsOf } from './judge-request';

/** promptfoo's `llm-rubric`: each item is echoed as if a model had written it, and graded with our question. */
export const enterPromptfooJudge: EnterJudge<Contestant> = async (stage, requests) => {
	const config = join(stage.folder, 'promptfoo-judge.json');
	writeFileSync(config, JSON.stringify(configOf(requests)));
	const output = join(stage.folder, 'promptfoo-judge-results.json');
	const { version, run } = await promptfooProgram(stage, { name: 'promptfoo-judge', config, output });
	return {
		name: 'promptfoo',
		title: `promptfoo ${version}, llm-rubric, one at a time`,
		remarks: ['the same requests, passed on whole; makes no score of the levels, and records in its own database'],
		run: async ({ memoryOf }) => {
			const startedAt = Date.now();
			const program = await run();
			memoryOf(program.pid);
			await program.ended;
			const wallMs = Date.now() - startedAt;
			expectWhole(output, requests.length, program.printed());
			return { wallMs };
		},
	} satisfies Contestant;
};

function configOf(requests: readonly JudgeRequest[]): object {
	const [first] = requests;
	if (first === undefined) throw new Error('nothing was asked');
	const { model, format, options, keep_alive, truncate, shift } = first;
	const provider = {
		id: `ollama:chat:${model}`,
		config: { ...options, passthrough: { format, keep_alive, truncate, shift, stream: false } },
	};
	return {
		prompts: ['{{ item }}'],
		providers: ['echo'],
		defaultTest: {
			options: { provider, rubricPrompt: `{% raw %}${partsOf(first).prefix}{% endraw %}{{ output }}` },
			assert: [{ type: 'llm-rubric', value: 'as the question says' }],
		},
		tests: requests.map((request) => ({ vars: { item: partsOf(request).item } })),
	};
}
