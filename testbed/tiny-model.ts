import { createModel } from '../local/ollama-models';
import type { Say } from '../machine/say';
import { encodeGguf, type GgufTensor, type GgufValue } from './gguf';

/** A model to be made: its name on Ollama, the seed of its weights, and what it can say. */
export interface TinyModel {
	name: string;
	seed: number;
	/** Whole answers, one of which it gives, by chance; without them it babbles letters until it is cut. */
	answers?: readonly string[];
	/**
	 * Tokens beside those of one byte, for one that babbles: where they overlap the earlier ones are read first. See
	 * `frequentPieces`.
	 */
	pieces?: readonly string[];
	/** Tokens of context that it is trained for: 4,096 unless told. */
	context?: number;
	/** Tokens that it is loaded with where nobody says: Ollama's own number unless told. */
	usualContext?: number;
}

const width = 64;
const feedForward = 128;
const layers = 2;
const heads = 4;
const trainedContext = 4096;
const specialTokens = ['<unk>', '<s>', '</s>'];
const tokenCount = specialTokens.length + 256;
const newline = 0x0a;

/** Numbers in [0, 1), the same for the same seed everywhere: Mulberry32. */
function randomNumbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

function normalNumbers(random: () => number, count: number, deviation: number): Float32Array {
	return Float32Array.from({ length: count }, () => {
		// Box and Muller; 1 - x keeps the logarithm finite.
		return deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	});
}

/**
 * Leaves only readable characters likely, so that an output is text: all other tokens' logits are 0. Each token
 * also points away from its own embedding, since Ollama gives up on a model that repeats one token.
 */
function outputWeights(random: () => number, embeddings: Float32Array, tokens: number): Float32Array {
	const weights = normalNumbers(random, width * tokens, 0.25);
	for (let token = 0; token < tokens; token += 1) {
		const byte = token - specialTokens.length;
		const readable = byte === newline || (byte >= 0x20 && byte < 0x7f) || token >= tokenCount;
		for (let place = token * width; place < (token + 1) * width; place += 1) {
			weights[place] = readable ? (weights[place] ?? 0) - (embeddings[place] ?? 0) / 8 : 0;
		}
	}
	return weights;
}

/** Two of the dimensions say whether the answer is still to be given, or was: both far stronger than the noise. */
const toAnswer = 0;
const answered = 1;
const strength = 8;

/** Makes every token lead to one of the answers, which are the last tokens, and an answer to the end of the text. */
function leadToAnswers(random: () => number, embeddings: Float32Array, outputs: Float32Array, tokens: number): void {
	const endOfText = 2;
	for (let token = 0; token < tokens; token += 1) {
		const isAnswer = token >= tokenCount;
		embeddings[token * width + toAnswer] = isAnswer ? 0 : strength;
		embeddings[token * width + answered] = isAnswer ? strength : 0;
		// Which answer is a matter of the sampling's seed, and only slightly of the weights'.
		if (isAnswer) outputs.set(normalNumbers(random, width, 0.02), token * width);
		outputs[token * width + toAnswer] = isAnswer ? strength : 0;
		outputs[token * width + answered] = token === endOfText ? strength : 0;
	}
}

function tensorsOf(seed: number, answers: number, pieces: number): GgufTensor[] {
	const random = randomNumbers(seed);
	const tokens = tokenCount + pieces + answers;
	const weights = (name: string, inner: number, outer: number, deviation = 0.15): GgufTensor => ({
		name: `${name}.weight`,
		shape: [inner, outer],
		data: normalNumbers(random, inner * outer, deviation),
	});
	const norm = (name: string): GgufTensor => ({
		name: `${name}.weight`,
		shape: [width],
		data: new Float32Array(width).fill(1),
	});
	const blocks = Array.from({ length: layers }, (_, layer) => [
		norm(`blk.${layer}.attn_norm`),
		...['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((name) => weights(`blk.${layer}.${name}`, width, width)),
		norm(`blk.${layer}.ffn_norm`),
		weights(`blk.${layer}.ffn_gate`, width, feedForward),
		weights(`blk.${layer}.ffn_up`, width, feedForward),
		weights(`blk.${layer}.ffn_down`, feedForward, width),
	]).flat();
	const embedding = weights('token_embd', width, tokens, 1);
	const output = { ...embedding, name: 'output.weight', data: new Float32Array(width * tokens) };
	output.data.set(outputWeights(random, embedding.data, tokenCount + pieces));
	if (answers > 0) leadToAnswers(random, embedding.data, output.data, tokens);
	return [embedding, ...blocks, norm('output_norm'), output];
}

function valuesOf(
	seed: number,
	answers: readonly string[],
	pieces: readonly string[],
	context: number,
): Record<string, GgufValue> {
	const more = [...pieces, ...answers];
	const tokens = tokenCount + more.length;
	const number = (value: number): GgufValue => ({ type: 'uint32', value });
	const hex = (byte: number) => byte.toString(16).toUpperCase().padStart(2, '0');
	const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${hex(byte)}>`);
	const [normal, unknown, control, byte] = [1, 2, 3, 6];
	// This kind of vocabulary writes a space so.
	const sayable = more.map((answer) => answer.replaceAll(' ', '\u2581'));
	return {
		'general.architecture': { type: 'string', value: 'llama' },
		'general.name': { type: 'string', value: `random weights, seed ${seed}` },
		'general.file_type': number(0),
		'llama.context_length': number(context),
		'llama.embedding_length': number(width),
		'llama.block_count': number(layers),
		'llama.feed_forward_length': number(feedForward),
		'llama.attention.head_count': number(heads),
		'llama.attention.head_count_kv': number(heads),
		'llama.attention.layer_norm_rms_epsilon': { type: 'float32', value: 1e-5 },
		'llama.rope.dimension_count': number(width / heads),
		'llama.vocab_size': number(tokens),
		'tokenizer.ggml.model': { type: 'string', value: 'llama' },
		'tokenizer.ggml.tokens': { type: 'strings', value: [...specialTokens, ...bytes, ...sayable] },
		'tokenizer.ggml.scores': { type: 'floats', value: scoresOf(tokens, pieces.length) },
		'tokenizer.ggml.token_type': {
			type: 'ints',
			value: [unknown, control, control, ...new Array<number>(256).fill(byte), ...more.map(() => normal)],
		},
		'tokenizer.ggml.unknown_token_id': number(0),
		'tokenizer.ggml.bos_token_id': number(1),
		'tokenizer.ggml.eos_token_id': number(2),
	};
}

/** Of pieces that overlap, the one with the higher score is read. */
function scoresOf(tokens: number, pieces: number): number[] {
	return Array.from({ length: tokens }, (_, token) => {
		const piece = token - tokenCount;
		return piece >= 0 && piece < pieces ? -1 - piece : 0;
	});
}

/**
 * A whole GGUF file of about 0.5 MB: a llama of 2 layers and 64 dimensions over bytes, with a context of 4,096 and
 * random weights. The same seed gives the same bytes, another seed others.
 */
export function tinyModelFile(
	seed: number,
	answers: readonly string[] = [],
	context = trainedContext,
	pieces: readonly string[] = [],
): Buffer {
	return encodeGguf(valuesOf(seed, answers, pieces, context), tensorsOf(seed, answers.length, pieces.length));
}

/** Registers tiny models on an Ollama, for tests. Throws `ModelFailed` where Ollama refuses one. */
export async function createTinyModels(ollamaUrl: string, models: TinyModel[], say: Say = () => {}): Promise<void> {
	for (const { name, seed, answers, pieces, context, usualContext } of models) {
		// More threads than one only wait for each other on so small a model.
		const model = {
			name,
			content: tinyModelFile(seed, answers, context, pieces),
			template: '{{ .Prompt }}',
			parameters: { num_thread: 1, ...(usualContext !== undefined && { num_ctx: usualContext }) },
		};
		await createModel(ollamaUrl, model, { say });
	}
}
