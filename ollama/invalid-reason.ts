import type { Generation } from '../domain/bench/generation';
import { mostBytesPerToken } from '../domain/judging/auto/tokens';
import type { ResidentModel } from './resident';

/** What is known of a call and its answer; an unknown count is `undefined`. */
export interface CallCounts {
	/** Bytes of the prompt as it was sent. */
	readonly prompt_bytes: number;
	/** Tokens. */
	readonly prompt_eval_count?: number | undefined;
	readonly eval_count?: number | undefined;
	/** Whether the model thought, and wrote no answer. */
	readonly thinking_only?: boolean;
}

/**
 * Why an output says nothing about the prompt, `null` when it does.
 * - `context-cut`: the prompt was cut to the context, or prompt and output together reached its end, so that the output
 *   was cut or the beginning dropped on the way;
 * - `thinking-only`: the model thought, and wrote no answer;
 * - `partly-off-gpu`: part of the model runs on the CPU, so its latency means something else. A machine with no GPU
 *   (`size_vram` 0) is not that.
 * @param numCtx the context asked for, in tokens; the model may have been loaded with less, when it was trained for less
 */
export function invalidReason(
	numCtx: number,
	resident: Pick<ResidentModel, 'size' | 'size_vram' | 'context_length'>,
	counts: CallCounts,
): Generation['invalid'] {
	const context = Math.min(numCtx, resident.context_length ?? numCtx);
	const prompt = counts.prompt_eval_count ?? 0;
	if (prompt + (counts.eval_count ?? 0) >= context || cutToHalf(context, counts)) return 'context-cut';
	if (counts.thinking_only) return 'thinking-only';
	return isPartlyOffGpu(resident) ? 'partly-off-gpu' : null;
}

/** Whether a part of the model runs on the CPU of a machine that has a GPU. */
export function isPartlyOffGpu({ size, size_vram }: Pick<ResidentModel, 'size' | 'size_vram'>): boolean {
	return size_vram > 0 && size_vram < size;
}

/**
 * From 0.30 on Ollama cuts a prompt that is too long to half of the context and 2 tokens. We ask it not to; a server that
 * does so all the same is told by that count, for a prompt that cannot have been so short.
 */
function cutToHalf(context: number, { prompt_eval_count: count, prompt_bytes: bytes }: CallCounts): boolean {
	if (count === undefined || Math.abs(count - (Math.floor(context / 2) + 2)) > 2) return false;
	return bytes > count * mostBytesPerToken;
}
