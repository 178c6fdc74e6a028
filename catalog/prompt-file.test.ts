import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../machine/make-folder';
import { createTemporaryCatalog, failureOf, type TemporaryCatalog } from './test-support/temporary-catalog';

let temporary: TemporaryCatalog;
beforeEach(async () => {
	temporary = await createTemporaryCatalog();
});
afterEach(() => temporary.remove());

describe('prompt versions', () => {
	test('a file is a version, in natural order, and a README or a hidden file is none', async () => {
		await temporary.put('prompts/v10.md', 'x');
		await temporary.put('prompts/v2-mentor.md', '---\nstop: ["\\nPerson:"]\n---\n\n\nAs a mentor: {{tasks}}\n\n');
		await temporary.put('prompts/.draft.md', 'x');
		await temporary.put('prompts/notes.txt', 'x');
		await mkdir(join(temporary.root, 'prompts/folder.md'));
		expect(await temporary.catalog.promptNames()).toEqual(['v1', 'v2-mentor', 'v10']);
		const prompt = await temporary.catalog.prompt('v2-mentor');
		expect(prompt).toMatchObject({ name: 'v2-mentor', template: 'As a mentor: {{tasks}}', stop: ['\nPerson:'] });
		expect(prompt.firstLine).toBe(6);
	});

	test('line ends, a byte order mark and white space at the end change no hash', async () => {
		const text = '---\nstop: [END]\n---\nOne.\nTwo {{tasks}}\n';
		await temporary.put('prompts/unix.md', text);
		await temporary.put('prompts/windows.md', `\uFEFF${text.replaceAll('\n', '\r\n')}\r\n  `);
		const [unix, windows] = await Promise.all([temporary.catalog.prompt('unix'), temporary.catalog.prompt('windows')]);
		expect(windows.hash).toBe(unix.hash);
		expect(windows.stop).toEqual(['END']);
	});

	test('an unknown name is told with those that exist, and the nearest', async () => {
		await temporary.put('prompts/v2-mentor.md', 'x');
		const failure = await failureOf(temporary.catalog.prompt('v2-mentr'));
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
		await temporary.put('secret.md', 'secret');
		expect((await failureOf(temporary.catalog.prompt(name))).code).toBe('UnknownName');
		expect((await failureOf(temporary.catalog.rubric(name))).code).toBe('DataFileInvalid');
		await makeFolder(join(temporary.root, 'rubrics'));
		expect((await failureOf(temporary.catalog.rubric(name))).code).toBe('UnknownName');
		expect((await failureOf(temporary.catalog.scenario(name))).code).toBe('UnknownName');
	});

	test('a megabyte as a name is told briefly', async () => {
		expect((await failureOf(temporary.catalog.prompt('x'.repeat(1_000_000)))).message.length).toBeLessThan(500);
	});

	test.each([
		['an unknown key', '---\nabout: x\nstops: [a]\n---\nOne', 3, 'stops'],
		['an ill-typed key', '---\nstop:\n  - a\n  - 7\n---\nOne', 4, 'stop.1'],
		['front matter never closed', '---\nabout: x\nOne', 1, '---'],
		['front matter that is no YAML', '---\nabout: x\nstop: [a\n---\nOne', 3, 'YAML'],
		['a stop text in single quotes', "---\nstop: ['\\nPerson:']\n---\nOne", 2, 'between double quotes only'],
		['a stop text in typographic quotes', '---\nstop: [“END”]\n---\nOne', 2, 'typographic quotes'],
		['an empty stop text', '---\nstop: [""]\n---\nOne', 2, 'stop.0: must not be empty'],
		['no template', '---\nabout: x\n---\n  \n', 4, 'no template'],
	])('%s is told with its line', async (_name, text, line, word) => {
		await temporary.put('prompts/bad.md', text);
		const failure = await failureOf(temporary.catalog.prompt('bad'));
		expect(failure.code).toBe('DataFileInvalid');
		expect(failure.message).toContain(`prompts/bad.md, line ${line}:`);
		expect(failure.message).toContain(word);
	});

	test.each([
		['a space before', ' ---\nstop: [END]\n---\nOne'],
		['four dashes', '----\nabout: x\n----\nOne'],
		['a comment behind', '--- # mine\nabout: x\n---\nOne'],
		['a dash of a word processor', '—\nabout: x\n—\nOne'],
		['TOML', '+++\nstop = ["END"]\n+++\nOne'],
		['a code fence', '```yaml\nstop: [END]\n```\nOne'],
		['all of it in a code fence', '```markdown\n---\nabout: x\n---\nOne\n```'],
	])('front matter with %s is refused: its keys would be sent to the model', async (_what, text) => {
		await temporary.put('prompts/near.md', text);
		const { message } = await failureOf(temporary.catalog.prompt('near'));
		expect(message).toMatch(/^prompts\/near\.md, line 1: looks like front matter, which stands between two lines/);
	});

	test('empty lines may stand before front matter, and what only begins so is a template', async () => {
		await temporary.put('prompts/late.md', '\n \n---\nstop: [END]\n---\nOne {{tasks}}');
		expect(await temporary.catalog.prompt('late')).toMatchObject({
			...{ template: 'One {{tasks}}', stop: ['END'], firstLine: 6 },
		});
		await temporary.put('prompts/plain.md', '```yaml\nname: {{persona}}\n```\nOne');
		expect(await temporary.catalog.prompt('plain')).toMatchObject({ stop: [] });
	});

	test('a file that is not UTF-8, or a folder that is missing, is told', async () => {
		await temporary.put('prompts/latin.md', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]));
		expect((await failureOf(temporary.catalog.prompt('latin'))).message).toContain('prompts/latin.md: is not UTF-8');
		await rm(join(temporary.root, 'prompts'), { recursive: true });
		const failure = await failureOf(temporary.catalog.promptNames());
		expect(failure.code).toBe('DataFileInvalid');
		expect(failure.message).toContain(join(temporary.root, 'prompts'));
	});
});
