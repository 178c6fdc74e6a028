import type { Generation } from '../domain/bench/generation';
import type { ResidentModel } from './resident';

/**
 * Why an output says nothing about the prompt, `null` when it does.
 * - `context-cut`: the prompt filled the context (Ollama cuts a longer one silently to its length), or prompt and output
 *   together outgrew it, so that Ollama dropped the beginning on the way;
 * - `partly-off-gpu`: part of the model runs on the CPU, so its latency means something else. A machine with no GPU
 *   (`size_vram` 0) is not that.
 * @param numCtx the context asked for, in tokens; the model may have been loaded with less, when it was trained for less
 */
export function invalidReason(
	numCtx: number,
	resident: Pick<ResidentModel, 'size' | 'size_vram' | 'context_length'>,
	counts: { readonly prompt_eval_count?: number | undefined; readonly eval_count?: number | undefined },
): Generation['invalid'] {
	const context = Math.min(numCtx, resident.context_length ?? numCtx);
	const prompt = counts.prompt_eval_count ?? 0;
	if (prompt >= context || prompt + (counts.eval_count ?? 0) > context) return 'context-cut';
	return resident.size_vram > 0 && resident.size_vram < resident.size ? 'partly-off-gpu' : null;
}
