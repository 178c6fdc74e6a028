import { invalidReason } from './invalid-reason';

const onCpu = { size: 100, size_vram: 0, context_length: 512 };

test.each([
	['room to spare', 512, onCpu, { prompt_eval_count: 20, eval_count: 50 }, null],
	['filled to the last token', 512, onCpu, { prompt_eval_count: 500, eval_count: 12 }, null],
	['one token too many', 512, onCpu, { prompt_eval_count: 500, eval_count: 13 }, 'context-cut'],
	['the prompt was cut to the context', 512, onCpu, { prompt_eval_count: 512 }, 'context-cut'],
	['trained for less than asked', 4096, onCpu, { prompt_eval_count: 512 }, 'context-cut'],
	['an Ollama that tells no context', 4096, { size: 1, size_vram: 1 }, { prompt_eval_count: 512 }, null],
	['counts unknown', 512, onCpu, {}, null],
	['all on the GPU', 512, { ...onCpu, size_vram: 100 }, {}, null],
	['partly on the GPU', 512, { ...onCpu, size_vram: 99 }, {}, 'partly-off-gpu'],
])('%s', (_case, numCtx, resident, counts, reason) => {
	expect(invalidReason(numCtx, resident, counts)).toBe(reason);
});
