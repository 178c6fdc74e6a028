import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { readYaml } from '../catalog/yaml-value';
import { TipBenchError } from '../domain/errors';
import { createDocumentReader } from '../domain/judging/lenient-json/document';
import { wordsForFiles } from '../domain/judging/lenient-json/document-words';
import { createMends, type Mends } from '../domain/judging/lenient-json/mends';
import { plainOf } from '../domain/judging/lenient-json/tree';
import { decodeText } from '../judging/decode-text';
import { messageOf } from '../machine/coded-error';
import { say } from './output';
import { ownPath } from './own-path';

/** The flag of {@link readConfigFile}. */
export const configFileOption = [
	'--config <file>',
	'a JSON or YAML file with the same keys, `-` for standard input; flags win over it',
	ownPath,
] as const;

/** More than any config takes; what is longer is another file. */
const mostBytes = 1_000_000;

const words = { ...wordsForFiles, list: 'the file is a list; it has to be one object with the keys of a bench' };

/**
 * What a config file holds, unchecked. JSON that an editor, a shell or an assistant rewrote is read where that is
 * unambiguous, and what was mended is said; a key that stands twice is a fault. YAML is read as it is.
 * @param path `-` for standard input
 * @throws TipBenchError Usage, DataFileInvalid when it cannot be read
 */
export async function readConfigFile(path: string): Promise<object> {
	const mends = createMends();
	const text = await textOf(path, mends).catch((error: unknown) => {
		throw new TipBenchError('Usage', `--config: cannot read ${path}: ${messageOf(error).replace(/^- /, '')}`);
	});
	const config = isYaml(path, text)
		? readYaml({ path, text, firstLine: 1 }, z.record(z.string(), z.unknown())).value
		: readJson(path, text, mends);
	for (const line of mends.lines()) say(`mended: ${line}`);
	return config;
}

async function textOf(path: string, mends: Mends): Promise<string> {
	const bytes: AsyncIterable<Buffer> = path === '-' ? process.stdin : createReadStream(path);
	let text = '';
	for await (const piece of decodeText(bytes, mends)) {
		text += piece;
		if (text.length > mostBytes) throw new Error('it is longer than any config');
	}
	return text;
}

function isYaml(path: string, text: string): boolean {
	return /\.ya?ml$/i.test(path) || (!text.includes('{') && /^[\w-]{1,40}:(?:\s|$)/m.test(text));
}

function readJson(path: string, text: string, mends: Mends): object {
	const reader = createDocumentReader(mends, () => false, words);
	reader.push(text);
	const { root, faults } = reader.end();
	if (root === null || faults.length > 0) throw new TipBenchError('Usage', `--config ${path}: ${faults.join('\n')}`);
	return plainOf(root) as object;
}
