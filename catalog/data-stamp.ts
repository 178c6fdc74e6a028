import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileErrorCode, readDataFile } from './data-file';
import { filesIn } from './folder';

/** What is read of each folder: an editor's copies beside it make no difference. */
const folders = {
	prompts: ['.md'],
	rubrics: ['.md', '.rule.yaml'],
	scenarios: ['.yaml', '.jsonl'],
	'auto-judges': ['.yaml'],
	personas: ['.yaml'],
} as const;

/**
 * A hash over all data files: equal files have equal ones, wherever they lie. What is missing or cannot be read is left
 * out: planning names it.
 * @returns eight hexadecimal digits
 */
export async function contentStamp(root: string): Promise<string> {
	const hash = createHash('sha256');
	for (const [folder, endings] of Object.entries(folders)) {
		const files = await Promise.all(endings.map((ending) => filesIn(root, folder, ending).catch(() => [])));
		for (const file of files.flat()) {
			const path = `${folder}/${file}`;
			const text = await readDataFile(root, path).then(
				(read) => read.text,
				() => '',
			);
			hash.update(`${path}\0${text}\0`);
		}
	}
	return hash.digest('hex').slice(0, 8);
}

/**
 * A hash over what the file system knows of the data folders themselves: equal for one folder seen from two containers,
 * and after its files were edited.
 * @returns eight hexadecimal digits; `null` where the file system does not say when a folder was made
 */
export async function folderStamp(root: string): Promise<string | null> {
	const hash = createHash('sha256');
	for (const name of Object.keys(folders)) {
		try {
			const { ino, birthtimeNs } = await stat(join(root, name), { bigint: true });
			if (birthtimeNs === 0n) return null;
			hash.update(`${name} ${ino} ${birthtimeNs}\0`);
		} catch (error) {
			if (fileErrorCode(error) !== 'ENOENT') return null;
		}
	}
	return hash.digest('hex').slice(0, 8);
}
