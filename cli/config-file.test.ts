import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfigFile } from './config-file';

const folder = mkdtempSync(join(tmpdir(), 'tip-bench-config-'));
const wanted = { models: ['a', 'b'], experiment: 'Zürich', n_tips: 3 };
const json = JSON.stringify(wanted, null, 2);

async function read(content: string | Buffer, name = 'bench.json') {
	const said: string[] = [];
	const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
	const path = join(folder, name);
	writeFileSync(path, content);
	try {
		return { config: await readConfigFile(path), said: said.join('') };
	} finally {
		spy.mockRestore();
	}
}

test.each<[string, string | Buffer, RegExp]>([
	['JSON', json, /^$/],
	['a byte-order mark', `\uFEFF${json}`, /byte-order mark/],
	['UTF-16, as PowerShell writes it', Buffer.from(`\uFEFF${json}`, 'utf16le'), /read as UTF-16LE/],
	['Latin-1', Buffer.from(json, 'latin1'), /read as Windows-1252/],
	[
		'comments and a comma too many',
		json.replace('{', '{ // mine').replace('3\n}', '3,\n}'),
		/comments left out.*\n.*commas/,
	],
	['a code fence', `\`\`\`json\n${json}\n\`\`\``, /code fence/],
	['single quotes', json.replaceAll('"', "'"), /single quotes/],
	['typographic quotes', json.replace(/"(\w+)"/g, '“$1”'), /typographic quotes/],
	['words of Python', json.replace('3', 'None'), /words of other languages/],
	['YAML', 'models: [a, b]\nexperiment: Zürich # here\nn_tips: 3\n', /^$/],
])('%s is read, and what was mended is said', async (what, content, said) => {
	const found = await read(content, what === 'YAML' ? 'bench.yaml' : 'bench.json');
	expect(found.config).toEqual(what === 'words of Python' ? { ...wanted, n_tips: null } : wanted);
	expect(found.said).toMatch(said);
});

test('YAML is known by what it holds, too', async () => {
	expect((await read('n_tips: 3\n', 'bench.conf')).config).toEqual({ n_tips: 3 });
});

test.each<[string, string, string | Buffer, RegExp]>([
	['a key twice', 'bench.json', '{"n_tips": 3,\n "n_tips": 4}', /line 2, column 2, n_tips: stands twice/],
	['a key twice in YAML', 'bench.yml', 'n_tips: 3\nn_tips: 4\n', /bench\.yml, line 2: .*unique/],
	['a list', 'bench.json', '[{"models": "a"}]', /the file is a list; it has to be one object/],
	['a list in YAML', 'bench.yaml', '- a\n', /bench\.yaml, line 1/],
	['two of them', 'bench.json', '{"models": "a"}\n{"models": "b"}', /line 2, column 1: more JSON stands behind/],
	['a cut file', 'bench.json', '{"models": ["a"', /cut off/],
	['nothing', 'bench.json', ' \n', /the file is empty/],
	['variables', 'bench.env', 'models=a\nn_tips=3\n', /no JSON object in the file; it begins with "models=a/],
	['a workbook', 'bench.xlsx', 'PK\x03\x04', /the file is no text, but a workbook/],
	['another file', 'bench.json', ' '.repeat(1_100_000), /longer than any config/],
])('%s: refused, naming the file', async (_what, name, content, message) => {
	await expect(read(content, name)).rejects.toThrow(message);
	await expect(read(content, name)).rejects.toThrow(name);
});

test('a folder, and what is not there, are named', async () => {
	await expect(readConfigFile(folder)).rejects.toThrow(/^--config: cannot read .*EISDIR/);
	await expect(readConfigFile(join(folder, 'none'))).rejects.toThrow(/^--config: cannot read .*ENOENT/);
});
