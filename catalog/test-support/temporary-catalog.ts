import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TipBenchError } from '../../domain/errors';
import { makeFolder } from '../../machine/make-folder';
import { type Catalog, createCatalog } from '../catalog';

/** A catalog over files of its own: one prompt version, two personas, one time slot, and no rubric. */
export interface TemporaryCatalog {
	readonly root: string;
	readonly catalog: Catalog;
	put(path: string, content: string | Buffer): Promise<void>;
	remove(): Promise<void>;
}

export const personas =
	'- name: ann\n  about: Ann\n  tasks:\n    dawn: [rise]\n- name: bob\n  about: Bob\n  tasks:\n    dawn: [sleep]\n';
export const slots = '- name: dawn\n  about: Dawn\n';
export const noon = { name: 'ann-noon', persona: 'Ann', time_slot: 'Noon', tasks: ['eat'] };

/** Makes the files in a new folder below the system's temporary one. */
export async function createTemporaryCatalog(): Promise<TemporaryCatalog> {
	const root = await mkdtemp(join(tmpdir(), 'catalog with space '));
	const put = async (path: string, content: string | Buffer) => {
		await makeFolder(dirname(join(root, path)));
		await writeFile(join(root, path), content);
	};
	await put('prompts/v1.md', 'Write {{n_tips}} tips.\n');
	await put('prompts/README.md', '# not a version {{x}}');
	await put('scenarios/personas.yaml', personas);
	await put('scenarios/time-slots.yaml', slots);
	return { root, catalog: createCatalog(root), put, remove: () => rm(root, { recursive: true }) };
}

/** The expected failure that a promise ends in; throws where it ends otherwise. */
export async function failureOf(made: Promise<unknown>): Promise<TipBenchError> {
	const failure = await made.then(
		() => undefined,
		(error: unknown) => error,
	);
	if (!(failure instanceof TipBenchError)) throw new Error(`no expected failure, but ${String(failure)}`);
	return failure;
}
