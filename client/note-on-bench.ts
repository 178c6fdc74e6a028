import type { Client } from '@temporalio/client';
import { noteSignal } from '../contracts/messages';
import type { NoteFromOutside } from '../contracts/note';
import { findBench } from './find-bench';

/**
 * Has the running bench of an experiment note who did what; nothing where none runs.
 * @throws TipBenchError UnknownName, and what Temporal answers
 */
export async function noteOnBench(client: Client, experiment: string, told: NoteFromOutside): Promise<void> {
	const { id, state } = await findBench(client, experiment);
	if (state === 'RUNNING') await client.workflow.getHandle(id).signal(noteSignal, told);
}
