import type { Command } from 'commander';
import { findAddresses } from '../addresses';
import { say } from '../output';
import { connectTemporal } from '../temporal';
import { findBench } from './status';

/** `tip-bench cancel`: end a bench; what it has recorded stays. */
export function addCancel(program: Command): void {
	program
		.command('cancel')
		.description('end a bench: aborts the running generation, keeps every recorded answer')
		.argument('<bench>', 'a bench (its workflow id) or experiment')
		.addHelpText('after', '\nExample:\n  ./tip-bench cancel tips-1')
		.action(async (name: string) => {
			const client = await connectTemporal(findAddresses());
			try {
				const bench = await findBench(client, name);
				if (bench.state !== 'RUNNING')
					return say(`bench ${bench.id} is not running: it is ${bench.state.toLowerCase()}`);
				const handle = client.workflow.getHandle(bench.id, bench.runId);
				await handle.cancel();
				say(`bench ${bench.id} is being cancelled; running it again goes on from what is recorded`);
			} finally {
				await client.connection.close();
			}
		});
}
