import { tellJudged } from '../client/tell-judged';
import type { Applied } from '../domain/judging/applied';
import { argument, quoted } from '../domain/wording';
import { messageOf } from '../machine/coded-error';
import type { Addresses } from '../places/addresses';
import { temporalCommand } from '../places/temporal-command';
import { here } from './here';
import { say } from './output';

/** Tells the bench that waits on an experiment that nothing is pending; where Temporal is down, says how to later. */
export async function signalJudged(
	addresses: Addresses,
	{ experiment, benches }: Pick<Applied, 'experiment' | 'benches'>,
	by: string,
): Promise<void> {
	const command = (id: string) =>
		`${temporalCommand(addresses)} workflow signal --workflow-id ${quoted(id)} --name judged`;
	const told = await here()
		.temporal()
		.then((client) => tellJudged(client, experiment, { by }))
		.catch(messageOf);
	if (typeof told === 'string') {
		say(`the scores are written, but no bench could be told. ${told}. Still to be sent:`);
		for (const id of benches) say(`  ${command(id)}`);
		return;
	}
	for (const { id, why } of told) {
		if (why === null)
			say(`told bench ${id} that it is judged; its result: ./tip-bench leaderboard ${argument(experiment)}`);
		else say(`bench ${id} could not be told (${why}); if it still runs: ${command(id)}`);
	}
	if (told.length === 0) say(`no bench waits on ${experiment}; see ./tip-bench leaderboard ${argument(experiment)}`);
}
