import type { Client } from '@temporalio/client';
import { judgedSignal, judgedUpdate } from '../contracts/messages';
import type { JudgedAnswer, JudgedOrder } from '../domain/bench/judged';
import { messageOf } from '../machine/coded-error';
import { type ListedBench, listBenches } from './temporal';

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

/** What a bench has answered. */
export interface AskedBench {
	readonly workflow_id: string;
	/** `null` where no worker has answered yet: it hears it once one runs. */
	readonly follows: JudgedAnswer['follows'] | null;
	readonly pending: number | null;
	readonly why: string;
}

/** So long, in milliseconds, a bench has to answer: it counts what is pending first. */
const answerMs = 6_000;
const signalMs = 3_000;

/**
 * Tells a bench, and every other that runs on its experiment, that the runs are scored, and hears what follows.
 * @throws what Temporal's client throws
 */
export async function askJudged(
	client: Client,
	{ id: asked, experiment }: Pick<ListedBench, 'id' | 'experiment'>,
	order: JudgedOrder,
): Promise<AskedBench[]> {
	const running = (await listBenches(client, true)).filter(
		(bench) => bench.id === asked || (experiment !== null && bench.experiment === experiment),
	);
	return Promise.all(running.map(({ id }) => askOne(client, id, order)));
}

async function askOne(client: Client, id: string, order: JudgedOrder): Promise<AskedBench> {
	const handle = client.workflow.getHandle(id);
	const within = <T>(ms: number, work: () => Promise<T>) => client.connection.withDeadline(Date.now() + ms, work);
	try {
		const answer = await within(answerMs, () => handle.executeUpdate(judgedUpdate, { args: [order] }));
		return { workflow_id: id, ...answer };
	} catch {
		// No worker, or one of a version that knows only the signal. Told twice is told once.
		await within(signalMs, () => handle.signal(judgedSignal, order));
		return { workflow_id: id, follows: null, pending: null, why: 'it was told, and has not answered yet' };
	}
}
