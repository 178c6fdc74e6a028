import type { Client } from '@temporalio/client';
import { judgedSignal } from '../contracts/messages';
import { messageOf } from '../machine/coded-error';
import { listBenches } from './temporal';

/** What is said to a bench whose runs are scored. */
export interface JudgedOrder {
	readonly by?: string | undefined;
	/** Whether it is to compare though runs wait still. */
	readonly partial?: boolean | undefined;
}

/** A bench that was told, or why it could not be. */
export interface ToldBench {
	readonly id: string;
	/** `null` where it was told. */
	readonly why: string | null;
}

/** Tells every bench that runs on an experiment that its runs are scored. */
export async function tellJudged(client: Client, experiment: string, order: JudgedOrder): Promise<ToldBench[]> {
	const running = (await listBenches(client, true)).filter((bench) => bench.experiment === experiment);
	return Promise.all(
		running.map(async ({ id }) => {
			try {
				// Without a run id: a bench that waits may have continued as new since it was listed.
				await client.workflow.getHandle(id).signal(judgedSignal, order);
				return { id, why: null };
			} catch (error) {
				return { id, why: messageOf(error) };
			}
		}),
	);
}
