import type { Command } from 'commander';
import { cancelBench } from '../../client/cancel-bench';
import { cancelSim } from '../../client/control-sim';
import { say } from '../output';
import { sayTroubles } from '../troubles';
import { withBenchOrSim } from '../with-bench';

/** `tip-bench cancel`: end a bench, or a simulation; what it has recorded stays. */
export function addCancel(program: Command): void {
	program
		.command('cancel')
		.description('end a bench or a simulation: aborts what runs, keeps all that is recorded')
		.argument('<bench>', 'a bench or simulation (its workflow id), or an experiment')
		.addHelpText('after', '\nExample:\n  ./tip-bench cancel tips-1')
		.action((name: string) =>
			withBenchOrSim(name, {
				sim: async (client, sim) => {
					const told = await cancelSim(client, sim);
					const how = 'is being cancelled; started again it goes on from what is recorded';
					say(`simulation ${sim.id} ${told ? how : `is not running: it is ${sim.state.toLowerCase()}`}`);
				},
				bench: async (client, bench) => {
					const { id, state } = bench;
					const { told, troubles } = await cancelBench(client, bench);
					if (!told) return say(`bench ${id} is not running: it is ${state.toLowerCase()}`);
					say(`bench ${id} is being cancelled; running it again goes on from what is recorded`);
					if (troubles.length > 0) say('it ends once its accepted answers are recorded, and they are not yet:');
					sayTroubles(troubles);
				},
			}),
		);
}
