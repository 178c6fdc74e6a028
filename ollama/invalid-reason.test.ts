import { invalidReason } from './invalid-reason';

const onCpu = { size: 100, size_vram: 0, context_length: 512 };
const prompt_bytes = 800;

test.each([
	['room to spare', 512, onCpu, { prompt_bytes, prompt_eval_count: 20, eval_count: 50 }, null],
	['all but one token filled', 512, onCpu, { prompt_bytes, prompt_eval_count: 500, eval_count: 11 }, null],
	['filled to the last token', 512, onCpu, { prompt_bytes, prompt_eval_count: 500, eval_count: 12 }, 'context-cut'],
	['one token too many', 512, onCpu, { prompt_bytes, prompt_eval_count: 500, eval_count: 13 }, 'context-cut'],
	['cut to the context', 512, onCpu, { prompt_bytes, prompt_eval_count: 512 }, 'context-cut'],
	['cut to half of it', 512, onCpu, { prompt_bytes: 9_000, prompt_eval_count: 258, eval_count: 1 }, 'context-cut'],
	['as many tokens, but uncut', 512, onCpu, { prompt_bytes: 1_100, prompt_eval_count: 258, eval_count: 1 }, null],
	['long words, but uncut', 512, onCpu, { prompt_bytes: 9_000, prompt_eval_count: 400, eval_count: 1 }, null],
	['trained for less than asked', 4096, onCpu, { prompt_bytes, prompt_eval_count: 512 }, 'context-cut'],
	['no context told', 4096, { size: 1, size_vram: 1 }, { prompt_bytes, prompt_eval_count: 512 }, null],
	['counts unknown', 512, onCpu, { prompt_bytes }, null],
	['all on the GPU', 512, { ...onCpu, size_vram: 100 }, { prompt_bytes }, null],
	['thinking only', 512, onCpu, { prompt_bytes, prompt_eval_count: 20, thinking_only: true }, 'thinking-only'],
	[
		'thinking to the end of the context',
		512,
		onCpu,
		{ prompt_bytes, prompt_eval_count: 500, eval_count: 12, thinking_only: true },
		'context-cut',
	],
	['partly on the GPU', 512, { ...onCpu, size_vram: 99 }, { prompt_bytes }, 'partly-off-gpu'],
])('%s', (_case, numCtx, resident, counts, reason) => {
	expect(invalidReason(numCtx, resident, counts)).toBe(reason);
});
