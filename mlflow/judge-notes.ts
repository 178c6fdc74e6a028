import { z } from 'zod';
import { TipBenchError } from '../domain/errors';
import { type NoteName, type Notes, noteNames } from '../domain/judging/notes';
import type { Mlflow } from './client';
import { getRun } from './decode-run';
import { type KeyValue, logBatch } from './log-batch';
import { tagsOf } from './run-schema';
import { type Tags, textIn, textTags } from './tag-text';
import { call } from './transport';

/** What a judge said of a run in words, as its tags keep it; one that was changed in MLflow is taken as it is now. */
export function notesIn(tags: Tags): Notes {
	const notes: Partial<Record<NoteName, string>> = {};
	for (const name of noteNames) {
		const text = noteIn(tags, name);
		if (text !== null) notes[name] = text;
	}
	return notes;
}

function noteIn(tags: Tags, name: NoteName): string | null {
	try {
		return textIn(tags, name, '');
	} catch {
		return tags[`artifact:${name}`] ?? null;
	}
}

/** The tags of notes: `artifact:rationale` and its kin, each text whole however long it is. */
export function noteTags(notes: Notes): KeyValue[] {
	const tags = Object.entries(notes).map(([name, text]) => textTags(name, text));
	return Object.entries(Object.assign({}, ...tags) as Tags).map(([key, value]) => ({ key, value }));
}

/**
 * Adds notes to a run that is judged already.
 * @throws TipBenchError JudgmentConflict where it has such a note by now; MlflowUnavailable or MlflowRefused
 */
export async function addNotes(mlflow: Mlflow, runId: string, notes: Notes): Promise<void> {
	const tags = noteTags(notes);
	const there = tagsOf(await getRun(mlflow, runId));
	// The same again is what an attempt left that was cut off.
	const other = tags.find(({ key, value }) => there[key] !== undefined && there[key] !== value);
	if (other !== undefined) {
		throw new TipBenchError(
			'JudgmentConflict',
			`run ${runId} got another note while this file was applied, and it was left as it is. Apply the file again to see what differs.`,
		);
	}
	await logBatch(mlflow, runId, { params: [], metrics: [], tags });
}

/**
 * Takes away what earlier notes have left in a run: a shorter text has fewer tags.
 * @param tags the run's as they were
 * @param kept those that stay
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function deleteOtherNotes(
	mlflow: Mlflow,
	runId: string,
	tags: Tags,
	kept: readonly KeyValue[],
): Promise<void> {
	const stays = new Set(kept.map(({ key }) => key));
	const pattern = new RegExp(`^(?:artifact|sha256|encoding):(?:${noteNames.join('|')})(?:\\.\\d+)?$`);
	for (const key of Object.keys(tags)) {
		if (!pattern.test(key) || stays.has(key)) continue;
		const body = { run_id: runId, key };
		await call(mlflow, { method: 'POST', path: 'mlflow/runs/delete-tag', body }, z.unknown());
	}
}
