import { mkdir, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TipBenchError } from '../domain/errors';
import { compositeOf, computedFlags, lowestScores, scoreNames } from '../domain/rubric';
import { type Catalog, createCatalog } from './catalog';

let root: string;
let catalog: Catalog;

async function put(path: string, text: string | Buffer): Promise<void> {
	await mkdir(dirname(join(root, path)), { recursive: true });
	await writeFile(join(root, path), text);
}

async function failureOf(made: Promise<unknown>): Promise<TipBenchError> {
	const failure = await made.then(
		() => undefined,
		(error: unknown) => error,
	);
	if (!(failure instanceof TipBenchError)) throw new Error(`no expected failure, but ${String(failure)}`);
	return failure;
}

const noon = { name: 'ann-noon', persona: 'Ann', time_slot: 'Noon', tasks: ['eat'] };
const personas =
	'- name: ann\n  about: Ann\n  tasks:\n    dawn: [rise]\n- name: bob\n  about: Bob\n  tasks:\n    dawn: [sleep]\n';
const slots = '- name: dawn\n  about: Dawn\n';

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'catalog with space '));
	catalog = createCatalog(root);
	await put('prompts/v1.md', 'Write {{n_tips}} tips.\n');
	await put('prompts/README.md', '# not a version {{x}}');
	await put('scenarios/personas.yaml', personas);
	await put('scenarios/time-slots.yaml', slots);
});
afterEach(() => rm(root, { recursive: true }));

describe('prompt versions', () => {
	test('a file is a version, in natural order, and a README or a hidden file is none', async () => {
		await put('prompts/v10.md', 'x');
		await put('prompts/v2-mentor.md', '---\nstop: ["\\nPerson:"]\n---\n\n\nAs a mentor: {{tasks}}\n\n');
		await put('prompts/.draft.md', 'x');
		await put('prompts/notes.txt', 'x');
		await mkdir(join(root, 'prompts/folder.md'));
		expect(await catalog.promptNames()).toEqual(['v1', 'v2-mentor', 'v10']);
		const prompt = await catalog.prompt('v2-mentor');
		expect(prompt).toMatchObject({ name: 'v2-mentor', template: 'As a mentor: {{tasks}}', stop: ['\nPerson:'] });
	});

	test('line ends, a byte order mark and white space at the end change no hash', async () => {
		const text = '---\nstop: [END]\n---\nOne.\nTwo {{tasks}}\n';
		await put('prompts/unix.md', text);
		await put('prompts/windows.md', `\uFEFF${text.replaceAll('\n', '\r\n')}\r\n  `);
		const [unix, windows] = await Promise.all([catalog.prompt('unix'), catalog.prompt('windows')]);
		expect(windows.hash).toBe(unix.hash);
		expect(windows.stop).toEqual(['END']);
	});

	test('an unknown name is told with those that exist, and the nearest', async () => {
		await put('prompts/v2-mentor.md', 'x');
		const failure = await failureOf(catalog.prompt('v2-mentr'));
		expect(failure.code).toBe('UnknownName');
		expect(failure.message).toContain('"v2-mentr"');
		expect(failure.message).toContain('Did you mean v2-mentor?');
		expect(failure.message).toContain('v1, v2-mentor');
	});

	test.each([
		'../secret',
		'..',
		'',
		'/etc/passwd',
		'v1.md',
		'a/../v1',
		'./v1',
		'v1\0',
		'\0',
		'__proto__',
		'README',
		'V1',
	])('the name %j reaches no file', async (name) => {
		await put('secret.md', 'secret');
		expect((await failureOf(catalog.prompt(name))).code).toBe('UnknownName');
		expect((await failureOf(catalog.rubric(name))).code).toBe('DataFileInvalid');
		await mkdir(join(root, 'rubrics'), { recursive: true });
		expect((await failureOf(catalog.rubric(name))).code).toBe('UnknownName');
		expect((await failureOf(catalog.scenario(name))).code).toBe('UnknownName');
	});

	test('a megabyte as a name is told briefly', async () => {
		expect((await failureOf(catalog.prompt('x'.repeat(1_000_000)))).message.length).toBeLessThan(500);
	});

	test.each([
		['a place that nothing fills', '---\nabout: x\n---\n\nOne\nTwo {{mood}}', 6, '{{mood}}'],
		['an unknown key', '---\nabout: x\nstops: [a]\n---\nOne', 3, 'stops'],
		['an ill-typed key', '---\nstop:\n  - a\n  - 7\n---\nOne', 4, 'stop.1'],
		['front matter never closed', '---\nabout: x\nOne', 1, '---'],
		['front matter that is no YAML', '---\nabout: x\nstop: [a\n---\nOne', 3, 'YAML'],
		['no template', '---\nabout: x\n---\n  \n', 4, 'no template'],
	])('%s is told with its line', async (_name, text, line, word) => {
		await put('prompts/bad.md', text);
		const failure = await failureOf(catalog.prompt('bad'));
		expect(failure.code).toBe('DataFileInvalid');
		expect(failure.message).toContain(`prompts/bad.md, line ${line}:`);
		expect(failure.message).toContain(word);
	});

	test('a file that is not UTF-8, or a folder that is missing, is told', async () => {
		await put('prompts/latin.md', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]));
		expect((await failureOf(catalog.prompt('latin'))).message).toContain('prompts/latin.md: is not UTF-8');
		await rm(join(root, 'prompts'), { recursive: true });
		const failure = await failureOf(catalog.promptNames());
		expect(failure.code).toBe('DataFileInvalid');
		expect(failure.message).toContain(join(root, 'prompts'));
	});
});

describe('files are read again when they change, and only then', () => {
	test('an unchanged file gives the very same prompt', async () => {
		expect(await catalog.prompt('v1')).toBe(await catalog.prompt('v1'));
		expect(await catalog.scenario('ann-dawn')).toBe(await catalog.scenario('ann-dawn'));
	});

	test('an edit is noticed, even one of the same length and with the old time put back', async () => {
		const before = await catalog.prompt('v1');
		const { atime, mtime } = await stat(join(root, 'prompts/v1.md'));
		await put('prompts/v1.md', 'Write {{n_tips}} TIPS.\n');
		await utimes(join(root, 'prompts/v1.md'), atime, mtime);
		const after = await catalog.prompt('v1');
		expect(after.template).toBe('Write {{n_tips}} TIPS.');
		expect(after.hash).not.toBe(before.hash);
	});

	test('a broken file fails each time, and is well as soon as it is mended', async () => {
		await put('prompts/v1.md', '{{mood}}');
		await failureOf(catalog.prompt('v1'));
		await failureOf(catalog.prompt('v1'));
		await put('prompts/v1.md', '{{tasks}}');
		expect((await catalog.prompt('v1')).template).toBe('{{tasks}}');
	});

	test('added and removed files are noticed', async () => {
		await put('scenarios/mine.jsonl', JSON.stringify(noon));
		expect(await catalog.scenarios()).toHaveLength(3);
		await rm(join(root, 'scenarios/mine.jsonl'));
		expect(await catalog.scenarios()).toHaveLength(2);
		await rm(join(root, 'prompts/v1.md'));
		expect((await failureOf(catalog.prompt('v1'))).code).toBe('UnknownName');
	});
});

describe('a second rubric is a second file', () => {
	const text = [
		'---',
		'dimensions:',
		'  - { name: clarity, min: 0, max: 10 }',
		'  - { name: warmth }',
		'flags:',
		'  - { name: long, rule: { words_over: 2 } }',
		'  - { name: unsafe }',
		'composite: { clarity: 0.5, warmth: 2, unsafe: -20 }',
		'---',
		'# How to score',
		'',
	].join('\n');

	test('with its own scales, flags and weights', async () => {
		await put('rubrics/warm-v2.md', text);
		const rubric = await catalog.rubric('warm-v2');
		expect(await catalog.rubricNames()).toEqual(['warm-v2']);
		expect(rubric.text).toBe(text);
		expect(scoreNames(rubric)).toEqual(['clarity', 'warmth', 'long', 'unsafe']);
		expect(computedFlags(rubric, { tips: ['one two three'], asked_format: true })).toEqual({ long: 1 });
		expect(lowestScores(rubric)).toEqual({ clarity: 0, warmth: 1, long: 0, unsafe: 0 });
		expect(compositeOf(rubric, { clarity: 7, warmth: 4, long: 1, unsafe: 1 })).toBe(3.5 + 8 - 20);
	});

	test('and Windows line ends change no hash', async () => {
		await put('rubrics/a.md', text);
		await put('rubrics/b.md', `\uFEFF${text.replaceAll('\n', '\r\n')}`);
		expect((await catalog.rubric('b')).hash).toBe((await catalog.rubric('a')).hash);
	});

	test.each([
		['no front matter', '# Rubric', 1, 'front matter'],
		['a weight of nothing', text.replace('warmth: 2', 'warmt: 2'), 8, 'composite.warmt'],
		['a scale upside down', text.replace('max: 10', 'max: -1'), 2, 'min must be below max'],
		['a name twice', text.replace('name: unsafe', 'name: clarity'), 2, 'clarity stands twice'],
		['an unknown rule', text.replace('words_over: 2', 'letters_over: 2'), 6, 'flags.0.rule'],
		['a key twice', text.replace('flags:', 'dimensions:'), 5, 'YAML'],
		['no text', text.replace('# How to score', ''), 10, 'has no text'],
	])('%s is told with its line', async (_name, wrong, line, word) => {
		await put('rubrics/bad.md', wrong);
		const failure = await failureOf(catalog.rubric('bad'));
		expect(failure.code).toBe('DataFileInvalid');
		expect(failure.message).toContain(`rubrics/bad.md, line ${line}:`);
		expect(failure.message).toContain(word);
	});
});

describe('scenarios', () => {
	test('those of the two lists, then added files in the order of their names', async () => {
		await put('scenarios/b10.jsonl', `${JSON.stringify({ ...noon, name: 'third' })}\r\n\r\n`);
		await put(
			'scenarios/b2.jsonl',
			`\uFEFF${JSON.stringify({ ...noon, name: 'z' })}\n${JSON.stringify({ ...noon, name: 'a' })}`,
		);
		expect((await catalog.scenarios()).map(({ name }) => name)).toEqual(['ann-dawn', 'bob-dawn', 'z', 'a', 'third']);
		expect(await catalog.scenario('a')).toMatchObject({ ...noon, name: 'a' });
	});

	test('only added ones, where the two lists are gone or empty', async () => {
		await put('scenarios/mine.jsonl', JSON.stringify(noon));
		await put('scenarios/personas.yaml', '# none\n');
		expect(await catalog.scenarios()).toHaveLength(1);
		await rm(join(root, 'scenarios/personas.yaml'));
		await rm(join(root, 'scenarios/time-slots.yaml'));
		expect(await catalog.scenarios()).toHaveLength(1);
		await rm(join(root, 'scenarios/mine.jsonl'));
		expect((await failureOf(catalog.scenarios())).message).toContain('no scenario');
	});

	test.each([
		[
			'a persona twice',
			'personas.yaml',
			`${personas}- name: ann\n  about: x\n  tasks: {}\n`,
			'line 9: ann stands twice',
		],
		['a slot twice', 'time-slots.yaml', `${slots}${slots}`, 'line 3: dawn stands twice'],
		[
			'a slot that is unknown',
			'personas.yaml',
			personas.replace('dawn: [sleep]', 'dusk: [sleep]'),
			'line 8: bob has tasks for dusk',
		],
		['a persona without a text', 'personas.yaml', personas.replace('about: Bob', 'abuot: Bob'), 'line 5: 1.about'],
		['a slot with no task', 'personas.yaml', personas.replace('[sleep]', '[]'), 'line 8: 1.tasks.dawn'],
		['a line of no JSON', 'mine.jsonl', `${JSON.stringify(noon)}\n\n{"name": `, 'line 3: is not a JSON object'],
		['a line of another thing', 'mine.jsonl', '[1]', 'line 1'],
		['a line with a member missing', 'mine.jsonl', JSON.stringify({ ...noon, tasks: [] }), 'line 1: tasks'],
		['a line with a member too many', 'mine.jsonl', JSON.stringify({ ...noon, mood: 'x' }), 'mood'],
		[
			'an added name twice',
			'mine.jsonl',
			`${JSON.stringify(noon)}\n${JSON.stringify(noon)}`,
			'line 2: ann-noon is named already in scenarios/mine.jsonl, line 1',
		],
		[
			'the name of a shipped one',
			'mine.jsonl',
			JSON.stringify({ ...noon, name: 'bob-dawn' }),
			'already in scenarios/personas.yaml',
		],
	])('%s is told with file and line', async (_name, file, text, words) => {
		await put(`scenarios/${file}`, text);
		const failure = await failureOf(catalog.scenarios());
		expect(failure.code).toBe('DataFileInvalid');
		expect(failure.message).toContain(`scenarios/${file}`);
		expect(failure.message).toContain(words);
	});

	test('a YAML file that unfolds to a billion is refused, and __proto__ changes nothing', async () => {
		const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
		for (let at = 1; at < 9; at += 1) bomb.push(`b${at}: &b${at} [${Array(9).fill(at === 1 ? '*a' : `*b${at - 1}`)}]`);
		await put('scenarios/time-slots.yaml', bomb.join('\n'));
		expect((await failureOf(catalog.scenarios())).code).toBe('DataFileInvalid');
		await put('scenarios/time-slots.yaml', '- { name: dawn, about: x, __proto__: { polluted: 1 } }\n');
		await catalog.scenarios().catch(() => undefined);
		expect('polluted' in {}).toBe(false);
	});
});
