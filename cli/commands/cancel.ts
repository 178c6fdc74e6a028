import type { Command } from 'commander';
import { cancelBench } from '../../client/cancel-bench';
import { say } from '../output';
import { sayTroubles } from '../troubles';
import { withBench } from '../with-bench';

/** `tip-bench cancel`: end a bench; what it has recorded stays. */
export function addCancel(program: Command): void {
	program
		.command('cancel')
		.description('end a bench: aborts the running generation, keeps every recorded answer')
		.argument('<bench>', 'a bench (its workflow id) or experiment')
		.addHelpText('after', '\nExample:\n  ./tip-bench cancel tips-1')
		.action((name: string) =>
			withBench(name, async (client, bench) => {
				const { id, state } = bench;
				const { told, troubles } = await cancelBench(client, bench);
				if (!told) return say(`bench ${id} is not running: it is ${state.toLowerCase()}`);
				say(`bench ${id} is being cancelled; running it again goes on from what is recorded`);
				if (troubles.length > 0) say('it ends once its accepted answers are recorded, and they are not yet:');
				sayTroubles(troubles);
			}),
		);
}
