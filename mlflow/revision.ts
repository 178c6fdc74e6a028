import { randomBytes } from 'node:crypto';
import { CodedError } from '../machine/coded-error';
import type { Mlflow, MlflowWriter } from './client';
import { setExperimentTag } from './experiments';

/** An experiment's tag that is another after every change of what its runs hold: when that was, and a random part. */
const revisionTag = 'revision';

/** So long a change waits to be told at most. */
const patienceMs = 5_000;

/**
 * Lets something change the runs of an experiment, and raises the experiment's revision afterwards: one request however
 * much was written, none where nothing was. Whoever keeps what it has read of the experiment sees by that tag that it is
 * old. Runs are written in no other way: what writes them takes a {@link MlflowWriter}.
 * @throws what the work throws; where only the revision could not be raised, nothing: those who keep look again by
 * themselves after a while
 */
export async function changing<T>(
	mlflow: Mlflow,
	experimentId: string,
	work: (writer: MlflowWriter) => Promise<T>,
): Promise<T> {
	const written = { requests: 0 };
	try {
		return await work({ ...mlflow, written });
	} finally {
		// Also where the work failed: a part of it may be written.
		if (written.requests > 0) await raiseRevision(mlflow, experimentId);
	}
}

async function raiseRevision(mlflow: Mlflow, experimentId: string): Promise<void> {
	const revision = `${new Date().toISOString()} ${randomBytes(6).toString('hex')}`;
	// Whoever gave up on the work has not given up on telling of it.
	const patient = { ...mlflow, signal: AbortSignal.timeout(patienceMs) };
	try {
		await setExperimentTag(patient, experimentId, revisionTag, revision);
	} catch (error) {
		if (!(error instanceof CodedError) && !patient.signal.aborted) throw error;
	}
}

/** The revision of an experiment; empty before its first change. */
export function revisionOf({ tags }: { readonly tags: Readonly<Record<string, string>> }): string {
	return tags[revisionTag] ?? '';
}

/** When an experiment's runs were changed last, as far as its revision tells: ISO 8601. */
export function changedAt(revision: string): string | null {
	const [time = ''] = revision.split(' ');
	return Number.isNaN(Date.parse(time)) ? null : time;
}
