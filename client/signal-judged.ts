import { TipBenchError } from '../domain/errors';
import type { Applied } from '../judges/apply';
import { type Addresses, temporalCommand } from './addresses';
import { quoted, say } from './output';
import { connectTemporal, listBenches } from './temporal';

/** Tells the bench that waits on an experiment that nothing is pending; where Temporal is down, says how to later. */
export async function signalJudged(addresses: Addresses, { experiment, benches }: Applied, by: string): Promise<void> {
	const command = (id: string) =>
		`${temporalCommand(addresses)} workflow signal --workflow-id ${quoted(id)} --name judged`;
	try {
		const client = await connectTemporal(addresses);
		const waiting = (await listBenches(client, true)).filter((bench) => bench.experiment === experiment);
		for (const { id, runId } of waiting) {
			await client.workflow.getHandle(id, runId).signal('judged', { by });
			say(`told bench ${id} that it is judged; its result: ./tip-bench leaderboard ${quoted(experiment)}`);
		}
		if (waiting.length === 0) say(`no bench waits on ${experiment}; see ./tip-bench leaderboard ${quoted(experiment)}`);
		await client.connection.close();
	} catch (error) {
		if (!(error instanceof TipBenchError)) throw error;
		say(`the scores are written, but ${error.message}. Still to be sent once it runs:`);
		for (const id of benches) say(`  ${command(id)}`);
	}
}
