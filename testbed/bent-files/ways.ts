import type { Random } from '../random';

/** A judge file on its way through somebody's hands. */
export type Bend = (text: string, random: Random) => string | Buffer;

const below = (random: Random, limit: number) => Math.floor(random.next() * limit);
const one = <T>(random: Random, all: readonly T[]) => all[below(random, all.length)] as T;
const lines = (text: string) => text.split('\n');

/** Something at a place that nobody chose. */
function at(text: string, random: Random, change: (before: string, behind: string) => string): string {
	const place = below(random, text.length + 1);
	return change(text.slice(0, place), text.slice(place));
}

const pieces = [
	...['"', "'", '{', '}', '[', ']', ',', ':', ';', '\\', '\n', '\t', '\0', '//', '/*', '*/', '#', '```', '…', '“', '”'],
	...[
		'null',
		'true',
		'NaN',
		'4',
		'-1',
		'1e999',
		'９',
		'★',
		'4/5',
		'\ufeff',
		'\u2028',
		'\ud83d',
		'🙂',
		'\u202e',
		'__proto__',
	],
	...[
		'"tone": 4',
		'"scores": {}',
		'"runs": []',
		'"by": "eve"',
		'relevance: 3',
		',,,,',
		'"run_id"',
		'=1+1',
		'constructor',
	],
];

/** What happens to the characters of a file, whatever they say. */
export const textBends: Readonly<Record<string, Bend>> = {
	cut: (text, random) => text.slice(0, below(random, text.length)),
	'cut at its beginning': (text, random) => text.slice(below(random, text.length)),
	'a hole': (text, random) => at(text, random, (before, behind) => before + behind.slice(1 + below(random, 400))),
	'a piece twice': (text, random) =>
		at(text, random, (before, behind) => before + behind.slice(0, 1 + below(random, 400)) + behind),
	'something in it': (text, random) => at(text, random, (before, behind) => before + one(random, pieces) + behind),
	'much in it': (text, random) =>
		at(text, random, (before, behind) => before + one(random, pieces).repeat(1 + below(random, 3_000)) + behind),
	'another letter': (text, random) =>
		at(text, random, (before, behind) => before + one(random, pieces) + behind.slice(1)),
	'very deep': (text, random) => {
		const depth = 1 + below(random, 100_000);
		return text.replace(/"so\\nso"|: 4/, `: ${'['.repeat(depth)}${']'.repeat(depth)}`);
	},
	'a line less': (text, random) => {
		const all = lines(text);
		all.splice(below(random, all.length), 1);
		return all.join('\n');
	},
	'a line twice': (text, random) => {
		const all = lines(text);
		const line = one(random, all);
		all.splice(below(random, all.length), 0, line);
		return all.join('\n');
	},
	'two lines exchanged': (text, random) => {
		const all = lines(text);
		const [a, b] = [below(random, all.length), below(random, all.length)];
		[all[a], all[b]] = [all[b] ?? '', all[a] ?? ''];
		return all.join('\n');
	},
	'lines in another order': (text, random) => random.shuffled(lines(text)).join('\n'),
	'another score': (text, random) =>
		text.replace(
			/: ?[1-5](?=[,\n}])/,
			`: ${one(random, ['"4"', '4.5', '9', '-1', '"N/A"', 'true', 'null', '[4]', '4,5', '04', '4e0', '∞'])}`,
		),
	'other names': (text, random) =>
		text.replaceAll(
			one(random, ['relevance', 'tone', 'scores', 'run_id', 'runs', 'by', 'rubric']),
			one(random, ['Relevance', 'tonality', 'score', 'id', 'entries', 'judge', 'rules']),
		),
	'the file twice': (text) => text + text,
	'no line breaks': (text) => text.replaceAll('\n', ''),
	'other ids': (text, random) =>
		text.replace(/[0-9a-f]{8}(?=[0-9a-f]{20})/g, (id) => (random.next() < 0.3 ? '00000000' : id)),
};

/** What editors, mail programs and assistants do to all of it. */
export const toolBends: Readonly<Record<string, Bend>> = {
	'UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
	'UTF-16 big-endian': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
	'UTF-16 with no mark': (text) => Buffer.from(text, 'utf16le'),
	'Latin-1': (text) => Buffer.from(text, 'latin1'),
	'UTF-32': (text) =>
		Buffer.from(
			[...text.slice(0, 2_000)].flatMap((each) => [each.codePointAt(0) ?? 0, 0, 0, 0].map((byte) => byte & 255)),
		),
	'half a letter': (text, random) => Buffer.from(text).subarray(0, below(random, Buffer.byteLength(text))),
	'a byte changed': (text, random) => {
		const bytes = Buffer.from(text);
		if (bytes.length > 0) bytes[below(random, bytes.length)] = below(random, 256);
		return bytes;
	},
	'a byte-order mark': (text) => `\ufeff${text}`,
	'CR LF': (text) => text.replaceAll('\n', '\r\n'),
	'CR alone': (text) => text.replaceAll('\n', '\r'),
	'a code fence': (text) => `\`\`\`json\n${text}\n\`\`\`\n`,
	talk: (text) => `Here is the scored file:\n\n${text}\n\nI scored all entries. Relevance was 4 on average.`,
	'typographic quotes': (text) => text.replace(/"(\w+)":/g, '“$1”:'),
	'single quotes': (text) => text.replace(/"(\w+)":/g, "'$1':"),
	'commas too many': (text) => text.replace(/\n(\s*)}/g, ',\n$1}'),
	comments: (text) => text.replace(/("tone": ?\d)/g, '$1 /* ok */'),
	'comments with scores': (text) => text.replace(/"tone": ?\d,?/g, '// tone: 4'),
	'Python words': (text) => text.replaceAll('null', 'None').replaceAll('true', 'True'),
	'scores as texts': (text) => text.replace(/: ?([1-5])(?=[,\n}])/g, ': "$1"'),
	'an elision': (text, random) =>
		at(text, random, (before, behind) => `${before}...${behind.slice(below(random, 600))}`),
	'a non-breaking space': (text) => text.replaceAll('  ', '\u00a0\u00a0'),
	'HTML entities': (text) => text.replaceAll('"', '&quot;'),
	'escaped once more': (text) => JSON.stringify(text),
	'a list around': (text) => `[${text}]`,
	nothing: () => '',
	zeros: (text) => Buffer.alloc(text.length % 5_000),
	'white space alone': (text) => text.replace(/\S/g, ' '),
};

/** Those after which a file still says all that it said. */
export const harmless: readonly string[] = [
	...[
		'UTF-16',
		'UTF-16 big-endian',
		'UTF-16 with no mark',
		'Latin-1',
		'a byte-order mark',
		'CR LF',
		'CR alone',
		'a code fence',
	],
	...['talk', 'typographic quotes', 'single quotes', 'commas too many', 'comments', 'Python words', 'scores as texts'],
	...['a non-breaking space', 'members in another order', 'entries in another order', 'what was shown left out'],
];
