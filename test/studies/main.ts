import { Command, InvalidArgumentError } from 'commander';
import { print, say } from '../../cli/output';
import { messageOf } from '../../machine/coded-error';
import { readShippedPersonas } from '../../testbed/shipped-personas';
import { meansByPersona, studyRows } from './tables';

interface Flags {
	readonly studies: number;
	readonly seeds: number;
}

/** The two tables of docs/policies.md, as they come out. */
async function main({ studies, seeds }: Flags): Promise<void> {
	const personas = await readShippedPersonas();
	say(`playing ${personas.length} personas …`);
	for (const line of meansByPersona(personas, 50)) print(line);
	print('');
	say(`${studies} studies, six times: some minutes each …`);
	for (const line of studyRows(personas, { studies, seeds })) print(line);
}

function count(text: string): number {
	if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.');
	return Number(text);
}

const flags = new Command('npm run studies --')
	.description(
		'Decides between egreedy-v1 and egreedy-v2 in many simulated studies, and prints the tables of docs/policies.md.',
	)
	.option('--studies <count>', 'how many studies of each kind', count, 200)
	.option('--seeds <count>', 'episodes of each persona with each policy in a study', count, 5)
	.addHelpText('after', '\nExamples:\n  npm run studies\n  npm run studies -- --studies 20 --seeds 2')
	.parse()
	.opts<Flags>();

main(flags).catch((error: unknown) => {
	say(messageOf(error));
	process.exitCode = 1;
});
