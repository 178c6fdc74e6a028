import { connectTemporal, listBenches } from '../client/temporal';
import { judgedSignal } from '../contracts/messages';
import type { Applied } from '../domain/judging/applied';
import { argument, quoted } from '../domain/wording';
import { messageOf } from '../machine/coded-error';
import type { Addresses } from '../places/addresses';
import { temporalCommand } from '../places/temporal-command';
import { say } from './output';

/** Tells the bench that waits on an experiment that nothing is pending; where Temporal is down, says how to later. */
export async function signalJudged(
	addresses: Addresses,
	{ experiment, benches }: Pick<Applied, 'experiment' | 'benches'>,
	by: string,
): Promise<void> {
	const command = (id: string) =>
		`${temporalCommand(addresses)} workflow signal --workflow-id ${quoted(id)} --name judged`;
	const waiting = await waitingBenches(addresses, experiment);
	if (typeof waiting === 'string') {
		say(`the scores are written, but no bench could be told. ${waiting}. Still to be sent:`);
		for (const id of benches) say(`  ${command(id)}`);
		return;
	}
	const { client, found } = waiting;
	for (const { id } of found) {
		try {
			// Without a run id: a bench that waits may have continued as new since it was listed.
			await client.workflow.getHandle(id).signal(judgedSignal, { by });
			say(`told bench ${id} that it is judged; its result: ./tip-bench leaderboard ${argument(experiment)}`);
		} catch (error) {
			say(`bench ${id} could not be told (${(error as Error).message}); if it still runs: ${command(id)}`);
		}
	}
	if (found.length === 0) say(`no bench waits on ${experiment}; see ./tip-bench leaderboard ${argument(experiment)}`);
}

/** The running benches of an experiment; why not, where Temporal does not answer. */
async function waitingBenches(addresses: Addresses, experiment: string) {
	try {
		const client = await connectTemporal(addresses);
		return { client, found: (await listBenches(client, true)).filter((bench) => bench.experiment === experiment) };
	} catch (error) {
		return messageOf(error);
	}
}
