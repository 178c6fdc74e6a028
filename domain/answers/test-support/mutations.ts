import { parseCandidates } from '../candidates';
import { tables } from './tables';

const answers = Object.values(tables)
	.flat()
	.map(({ answer }) => answer);

/** What is put into answers: the marks that reading looks for, whole and in pieces. */
const pieces = [
	...'[]{}()"\'“”‘’`,;:.、，*_#>-•|\\/<>=\n\t 019a一①١१😀\u200F\u0000\uD800\uDC00',
	...[
		'<think>',
		'</think>',
		'<|channel|>final<|message|>',
		'<|im_end|>',
		'<answer>',
		'```json\n',
		'```',
		'1. ',
		'2) ',
		'- ',
	],
	...[
		'["',
		'"]',
		'",\n"',
		'", "',
		'{"tip": "',
		'"}',
		'//',
		'/*',
		'*/',
		'<tip>',
		'</tip>',
		'| a |',
		'\\n',
		'\\"',
		'\r\n',
		'Tip 1: ',
		'1️⃣',
	],
];

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** Answers of the table, each changed up to six times, the same for the same seed. */
export function* mutatedAnswers(seed: number, count: number): Generator<string> {
	const random = randomFrom(seed);
	const below = (limit: number) => Math.floor(random() * limit);
	const one = (texts: readonly string[]) => texts[below(texts.length)] ?? '';
	const mutate = (text: string) => {
		const from = below(text.length + 1);
		const to = Math.min(text.length, from + 1 + below(12));
		const other = one(answers);
		const changed = [
			() => text.slice(0, from) + text.slice(to),
			() => text.slice(0, to) + text.slice(from),
			() => text.slice(0, from) + one(pieces) + text.slice(from),
			() => text.slice(0, from) + one(pieces) + text.slice(to),
			() => text.slice(0, from) + one(pieces).repeat(1 + below(30)) + text.slice(from),
			() => text.slice(0, from),
			() => text.slice(from),
			() => text.slice(0, from) + other.slice(below(other.length)),
		];
		return changed[below(changed.length)]?.() ?? text;
	};
	for (let each = 0; each < count; each += 1) {
		let text = one(answers);
		for (let changes = 1 + below(6); changes > 0; changes -= 1) text = mutate(text);
		yield text;
	}
}

/** What is wrong with how an answer is read; `null` where nothing is. */
export function faultOf(answer: string, nTips: number): string | null {
	try {
		const read = parseCandidates(answer, nTips);
		if (read.tips.length > nTips) return `${read.tips.length} candidates of ${nTips}`;
		if (read.tips.some((tip) => tip.trim() === '')) return 'an empty candidate';
		if (read.asked_format && read.tips.length !== nTips) return 'in the asked format, with another length';
		// Words with no mark around them say something, so a judge has to see them.
		const words = /^[^<&|[{◁]*\p{L}{3}[^<&|[{◁]*$/u.test(answer) && !/^\s*(?:analysis|here)/i.test(answer);
		if (words && read.tips.length === 0 && !read.thinking_only) return 'no candidate';
		return null;
	} catch (error) {
		return String(error);
	}
}

/**
 * How much longer it takes to read a text that is sixteen times as long: about 16 where reading is linear, 256 where it is
 * quadratic. The quickest of some tries counts, since whatever else runs can only slow one down.
 */
export function growth(unit: string): number {
	const [short, long] = [20_000, 320_000].map((length) => unit.repeat(Math.ceil(length / Math.max(1, unit.length))));
	let times = Number.POSITIVE_INFINITY;
	for (let tries = 0; tries < 3 && times > mostGrowth; tries += 1) {
		times = Math.min(times, secondsOf(long ?? '', 1) / secondsOf(short ?? '', 3));
	}
	return times;
}

/** Linear reading stays below it on any machine, quadratic reading on none. */
export const mostGrowth = 80;

function secondsOf(text: string, tries: number): number {
	const times = Array.from({ length: tries }, () => {
		const start = performance.now();
		parseCandidates(text, 50);
		return performance.now() - start;
	});
	// What takes no millisecond could not be told from noise.
	return Math.max(1, Math.min(...times));
}
