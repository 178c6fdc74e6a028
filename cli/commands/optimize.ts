import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { type ListedOptimize, listOptimizes, optimizeNamed, standstillOf } from '../../client/optimizes';
import { TipBenchError } from '../../domain/errors';
import { nameHint } from '../../domain/nearest-name';
import { argument } from '../../domain/wording';
import { optimizeText, optimizeWords } from '../../report/optimize';
import { printable } from '../../report/printable';
import { here } from '../here';
import { print, say } from '../output';
import { sayUnserved } from '../say-unserved';
import { addOptimizeRun } from './optimize-run';
import { addOptimizeSchedule } from './optimize-schedule';

/** `tip-bench optimize …`: prompt versions side by side, and the winner becomes active. */
export function addOptimize(program: Command): void {
	const optimize = program
		.command('optimize')
		.description('compare prompt versions on one model, and make the one that wins at the gate active');
	addOptimizeRun(optimize);
	addOptimizeSchedule(optimize);
	optimize
		.command('status')
		.description('which comparisons there are, or what came of one')
		.argument('[name]', 'its experiment, or its workflow id')
		.option('--json', 'print it as JSON')
		.addHelpText(
			'after',
			'\nExamples:\n  ./tip-bench optimize status\n  ./tip-bench optimize status prompt-ab/v1-vs-v2-mentor',
		)
		.action(status);
	optimize
		.command('cancel')
		.description('end a comparison and its bench: nothing is promoted, and what is recorded stays')
		.argument('<name>', 'its experiment, or its workflow id')
		.addHelpText('after', '\nExample:\n  ./tip-bench optimize cancel prompt-ab/v1-vs-v2-mentor')
		.action(cancel);
}

async function cancel(name: string): Promise<void> {
	const client = await here().temporal();
	const { id, runId, state } = foundIn(await listOptimizes(client), name);
	if (state !== 'RUNNING') return say(`comparison ${id} is not running: it is ${state.toLowerCase()}`);
	await client.workflow.getHandle(id, runId).cancel();
	say(`comparison ${id} is being cancelled; its bench records what it has`);
}

function foundIn(listed: readonly ListedOptimize[], name: string): ListedOptimize {
	const found = optimizeNamed(listed, name);
	if (found !== undefined) return found;
	const names = [...new Set(listed.map(({ id, experiment }) => experiment ?? id))];
	throw new TipBenchError('UnknownName', `no comparison ${name}; ${nameHint(name, names, 'there are none yet')}`);
}

async function status(name: string | undefined, { json }: { readonly json?: boolean }): Promise<void> {
	const client = await here().temporal();
	const listed = await listOptimizes(client);
	if (name === undefined) {
		if (json) return print(JSON.stringify(listed, null, 2));
		for (const each of listed) print(printable(`${each.experiment ?? each.id}  ${optimizeWords(each)}`));
		if (listed.length === 0) say('no comparison yet: ./tip-bench optimize run --help');
		return;
	}
	const found = foundIn(listed, name);
	print(json ? JSON.stringify(found, null, 2) : optimizeText(found));
	if (found.state === 'RUNNING') await sayWaiting(client, found);
}

/** What one that runs waits for. */
async function sayWaiting(client: Client, found: ListedOptimize): Promise<void> {
	for (const each of await standstillOf(client, found)) say(printable(`it stands still, ${each}`));
	if (found.experiment !== null) say(`what its bench waits for: ./tip-bench status ${argument(found.experiment)}`);
	await sayUnserved(client);
}
