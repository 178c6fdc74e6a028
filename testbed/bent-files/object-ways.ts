import type { Random } from '../random';

type Json = Record<string, unknown>;
interface File extends Json {
	runs: Json[];
}

/** What happens to what a judge file says, where it is one object. */
export type ObjectBend = (file: File, random: Random) => unknown;

const below = (random: Random, limit: number) => Math.floor(random.next() * limit);
const entryIn = ({ runs }: File, random: Random): Json => runs[below(random, runs.length)] ?? {};
const wrong = [null, true, 'x', '', -1, 4.5, 1e300, [], [4], {}, { tone: 4 }, 'x'.repeat(2_000), '4', 'N/A'];
const wrongOne = (random: Random) => wrong[below(random, wrong.length)];

/** Members in another order, at every depth. */
function shuffled(value: unknown, random: Random): unknown {
	if (Array.isArray(value)) return value.map((each) => shuffled(each, random));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(random.shuffled(Object.entries(value)).map(([key, each]) => [key, shuffled(each, random)]));
}

export const objectBends: Readonly<Record<string, ObjectBend>> = {
	'members in another order': shuffled,
	'entries in another order': (file, random) => ({ ...file, runs: random.shuffled(file.runs) }),
	'an entry twice': (file, random) => ({ ...file, runs: [...file.runs, entryIn(file, random)] }),
	'an entry twice, scored otherwise': (file, random) => {
		const entry = entryIn(file, random);
		return { ...file, runs: [...file.runs, { ...entry, scores: { ...(entry.scores as Json), tone: 2 } }] };
	},
	'an entry less': (file, random) => ({ ...file, runs: file.runs.filter(() => random.next() < 0.7) }),
	'no entries': (file) => ({ ...file, runs: [] }),
	'a score of another type': (file, random) => {
		Object.assign(entryIn(file, random).scores as Json, { tone: wrongOne(random) });
		return file;
	},
	'an entry of another type': (file, random) => ({ ...file, runs: [...file.runs, wrongOne(random)] }),
	'a member of another type': (file, random) => {
		const names = Object.keys(file);
		return { ...file, [names[below(random, names.length)] ?? '']: wrongOne(random) };
	},
	'a member less': (file, random) => {
		const names = Object.keys(file);
		const { [names[below(random, names.length)] ?? '']: _gone, ...rest } = file;
		return rest;
	},
	'a member of an entry of another type': (file, random) => {
		const entry = entryIn(file, random);
		const names = Object.keys(entry);
		entry[names[below(random, names.length)] ?? ''] = wrongOne(random);
		return file;
	},
	'a member of an entry less': (file, random) => {
		const entry = entryIn(file, random);
		const names = Object.keys(entry);
		delete entry[names[below(random, names.length)] ?? ''];
		return file;
	},
	'scores a level too high': (file) => ({
		...file,
		runs: file.runs.map(({ scores, ...entry }) => ({ ...entry, ...(scores as Json) })),
	}),
	'scores a level too low': (file) => ({
		...file,
		runs: file.runs.map((entry) => ({ ...entry, scores: { scores: entry.scores } })),
	}),
	'reasons for each score': (file) => ({
		...file,
		runs: file.runs.map((entry) => ({ ...entry, rationale: { relevance: 'fits', tone: 'plain' } })),
	}),
	'a score with its reason': (file) => ({
		...file,
		runs: file.runs.map((entry) => ({
			...entry,
			scores: { ...(entry.scores as Json), tone: { score: 4, why: 'plain' } },
		})),
	}),
	'ids exchanged': (file, random) => {
		const [one, other] = [entryIn(file, random), entryIn(file, random)];
		[one.run_id, other.run_id] = [other.run_id, one.run_id];
		return file;
	},
	'an id of nobody': (file, random) => {
		entryIn(file, random).run_id = 'f'.repeat(32);
		return file;
	},
	'candidates shortened': (file) => ({
		...file,
		runs: file.runs.map((entry) => ({
			...entry,
			candidates: (entry.candidates as string[]).map((text) => `${text.slice(0, 5)}…`),
		})),
	}),
	'what was shown left out': (file) => ({ ...file, runs: file.runs.map(({ run_id, scores }) => ({ run_id, scores })) }),
	'a long note': (file, random) => {
		entryIn(file, random).note = 'so '.repeat(below(random, 60_000));
		return file;
	},
	'strange names': (file, random) => {
		Object.assign(
			entryIn(file, random),
			JSON.parse('{"__proto__": 4, "constructor": {"prototype": 3}, "toString": "x"}'),
		);
		return file;
	},
	'runs by id': (file) => ({
		...file,
		runs: Object.fromEntries(file.runs.map((entry) => [String(entry.run_id), entry])),
	}),
	'another rubric': (file) => ({ ...file, rubric: { ...(file.rubric as Json), hash: 'other' } }),
	'very deep': (file, random) => ({
		...file,
		note: Array.from({ length: 1 + below(random, 900) }).reduce((inner) => [inner], null),
	}),
	'a name of somebody else': (file, random) => ({
		...file,
		by: ['', ' ', 'a\u0000b', 'x'.repeat(300), 'haiku', 'rule', 'Zoë', null, 4][below(random, 9)],
	}),
};
