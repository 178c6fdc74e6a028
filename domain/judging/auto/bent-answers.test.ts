import { rubricFrontMatterSchema } from '../rubric';
import { rubricRuleOf, rubricRuleSchema } from '../rubric-rule';
import { readAnswer } from './read-answer';

const frontMatter = rubricFrontMatterSchema.parse({
	dimensions: [{ name: 'relevance' }, { name: 'tone', min: 0, max: 2 }],
	flags: [{ name: 'unsafe' }],
	composite: { relevance: 1, tone: 1 },
});
const rule = rubricRuleOf(rubricRuleSchema.parse({ middle: 'lower', repeats_lowest_in: ['relevance'] }));
const asked = { rubric: { ...frontMatter, text: 'Scales.' }, rule, reasons: false, whole: true };

/** Numbers in [0, 1), the same for the same seed everywhere: Mulberry32. */
function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const scraps = [
	'"',
	"'",
	'{',
	'}',
	'[',
	']',
	',',
	':',
	'null',
	'-',
	'.5',
	'9',
	'1e3',
	'\\',
	'\n',
	'```',
	'<think>',
	'</think>',
];
const words = [
	...scraps,
	'"tone"',
	'"1"',
	'"candidates":',
	'/*',
	'//',
	'\u0000',
	'\ud800',
	'٤',
	'5️⃣',
	'NaN',
	'true',
	'“',
];

function bent(text: string, random: () => number): string {
	const at = () => Math.floor(random() * (text.length + 1));
	const [from, to] = [at(), at()].sort((one, other) => one - other) as [number, number];
	const word = words[Math.floor(random() * words.length)] ?? '';
	switch (Math.floor(random() * 6)) {
		case 0:
			return text.slice(0, from);
		case 1:
			return text.slice(from);
		case 2:
			return text.slice(0, from) + text.slice(Math.min(to, from + 12));
		case 3:
			return text.slice(0, to) + text.slice(from);
		case 4:
			return text.slice(0, from) + word + text.slice(from + 1);
		default:
			return text.slice(0, from) + word + text.slice(from);
	}
}

test('10,000 bent answers are each scored within the scales or turned down with a reason, and none breaks the reader', () => {
	const random = randomNumbers(15);
	const outcomes = { scored: 0, turnedDown: 0 };
	for (let round = 0; round < 10_000; round += 1) {
		const levels = () => ({
			relevance: 1 + Math.floor(random() * 5),
			tone: Math.floor(random() * 3),
			unsafe: 0,
			repeats: null,
		});
		const whole = JSON.stringify({ candidates: { 1: levels(), 2: levels(), 3: levels() } }, null, round % 3);
		let text = whole;
		for (let bends = Math.floor(random() * 2); bends >= 0; bends -= 1) text = bent(text, random);
		const read = readAnswer(text, asked, 3);
		if ('wrong' in read) {
			outcomes.turnedDown += 1;
			expect([text, read.wrong.length > 5 && read.wrong.length < 440]).toEqual([text, true]);
			continue;
		}
		outcomes.scored += 1;
		const { relevance, tone, unsafe } = read.scores;
		const isRight =
			[1, 2, 3, 4, 5].includes(relevance ?? -1) && [0, 1, 2].includes(tone ?? -1) && [0, 1].includes(unsafe ?? -1);
		expect([text, isRight]).toEqual([text, true]);
	}
	// Both kinds are there, so that neither half of the test is empty.
	expect(outcomes.scored).toBeGreaterThan(100);
	expect(outcomes.turnedDown).toBeGreaterThan(1_000);
});
