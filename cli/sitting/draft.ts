import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { sha256Hex } from '../../domain/hash';
import { messageOf } from '../../machine/coded-error';
import { makeFolderSync } from '../../machine/make-folder';
import { keepCopy } from '../../machine/whole-file';

const scores = z.record(z.string(), z.number());

const answersSchema = z.object({
	given: z.array(z.object({ name: z.string(), score: z.number() }).readonly()).readonly(),
	note: z.string(),
	again: z.boolean(),
});

const toStoreSchema = z.object({
	run_id: z.string(),
	scores,
	note: z.string(),
	replace: z.boolean(),
	by: z.string(),
	judged_at: z.number(),
});

const draftSchema = z.object({
	format: z.literal('tip-bench-sitting/1'),
	experiment: z.string(),
	experiment_id: z.string(),
	/** The MLflow that it belongs to, by its address. */
	mlflow_url: z.string(),
	by: z.string(),
	/** Items that are half done, by run. */
	begun: z.record(z.string(), answersSchema).readonly(),
	/** Scored whole, and not yet stored in MLflow. */
	unstored: z.array(toStoreSchema),
	/** Scored whole, and refused for good, with the reason. */
	refused: z.array(toStoreSchema.extend({ why: z.string() })),
	/** When the last items were scored, in milliseconds since 1970. */
	times: z.array(z.number()),
});

/** What is kept of one judge's sittings on one experiment until MLflow has it. */
export type Draft = z.infer<typeof draftSchema>;

/** Whose sitting it is, and where its scores go. */
export type SittingPlace = Pick<Draft, 'experiment' | 'experiment_id' | 'mlflow_url' | 'by'>;

/** The folder of drafts. @param stateDir where what must not be lost lies */
export function draftsDir(stateDir: string): string {
	return join(stateDir, 'sittings');
}

/** The file of a judge's draft: one for each judge, experiment and MLflow. */
export function draftPath(folder: string, place: SittingPlace): string {
	const hash = sha256Hex(JSON.stringify([place.mlflow_url, place.experiment_id, place.by])).slice(0, 16);
	const readable = place.experiment.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60);
	return join(folder, `${readable}.${hash}.json`);
}

/**
 * The draft at a path, an empty one where there is none.
 * @param say is told where a file is there that nobody can read; a copy of it is kept
 */
export async function openDraft(path: string, place: SittingPlace, say: (line: string) => void): Promise<Draft> {
	const empty: Draft = {
		...{ format: 'tip-bench-sitting/1', begun: {}, unstored: [], refused: [], times: [] },
		...place,
	};
	const text = readOrNull(path);
	if (text === null) return empty;
	const read = readDraft(text);
	if (read !== null) return { ...read, ...place };
	say(`${path} cannot be read; it is kept as ${await keepCopy(path)}`);
	return empty;
}

/** @returns `null` where it is no draft */
export function readDraft(text: string): Draft | null {
	try {
		return draftSchema.parse(JSON.parse(text));
	} catch {
		return null;
	}
}

/**
 * Writes a draft so that a reader, or whoever comes after a crash, sees the old one or the new one whole. It is done when
 * this returns: a process that is killed right after loses nothing.
 * @returns what went wrong, `null` where nothing did
 */
export function writeDraft(path: string, draft: Draft): string | null {
	const temporary = `${path}.${process.pid}.tmp`;
	try {
		makeFolderSync(dirname(path), 0o700);
		writeFileSync(temporary, JSON.stringify(draft), { mode: 0o600 });
		renameSync(temporary, path);
		return null;
	} catch (error) {
		return messageOf(error);
	}
}

function readOrNull(path: string): string | null {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return null;
	}
}
