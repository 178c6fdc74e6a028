import type { Command } from 'commander';
import { createCatalog } from '../../catalog/catalog';
import { namedPlace } from '../../local/places';
import { messageOf } from '../../machine/coded-error';
import { type DescribedVariable, describeVariables, type NamedVariable } from '../../machine/environment/describe';
import { MachineError } from '../../machine/errors';
import { dataDir, projectRoot } from '../../machine/folders';
import { printable } from '../../report/printable';
import { notesOfEnvironment } from '../environment-notes';
import { print, say } from '../output';
import { unreadVariables } from '../unread-variables';

/** `tip-bench env`: every environment variable that is read, and what it holds here. */
export function addEnv(program: Command): void {
	program
		.command('env')
		.description('every environment variable that tip-bench reads, and what it holds here; secrets only as `set`')
		.option('--json', 'print it as JSON')
		.addHelpText('after', '\nEnds with 2 where one is not as it has to be.\n\nExample:\n  ./tip-bench env')
		.action(async (options: { json?: boolean }) => {
			const named = await judgeVariables();
			const described = describeVariables(process.env, named);
			if (options.json) print(JSON.stringify(described, null, 2));
			else print(described.flatMap(linesOf).join('\n'));
			const notes = notesOfEnvironment(
				process.env,
				named.map(({ name }) => name),
			);
			for (const note of [...notes, ...unreadVariables(process.env)]) say(`note: ${note}`);
			const faults = environmentFaults(described);
			if (faults.length > 0) throw new MachineError('EnvironmentInvalid', faults.join('\n'));
		});
}

/** What the files in `auto-judges/` name; one that is at fault is told where it is used. */
async function judgeVariables(): Promise<NamedVariable[]> {
	const folder = faultOf(() => dataDir(process.env)) === null ? dataDir(process.env) : projectRoot();
	const catalog = createCatalog(folder);
	const kinds = await catalog.autoJudgeNames().catch(() => []);
	const judges = await Promise.all(kinds.map((kind) => catalog.autoJudge(kind).catch(() => null)));
	return judges.flatMap((judge) => {
		if (judge?.api !== 'openai') return [];
		const address = { name: judge.address_variable, meaning: `where the auto judge ${judge.kind} is` };
		const { key_variable: name } = judge;
		return name === undefined ? [address] : [address, { name, meaning: `the key of the auto judge ${judge.kind}` }];
	});
}

function linesOf({ name, value, fallback, meaning }: DescribedVariable): string[] {
	const otherwise = fallback === '' ? '' : `; unset: ${fallback.replaceAll('`', '')}`;
	return [
		`${name}${value === null ? ' (unset)' : `=${printable(value)}`}`,
		`    ${meaning.replaceAll('`', '')}${otherwise}`,
	];
}

/** Every fault of the variables, also those that only show where an address is read. */
function environmentFaults(described: readonly DescribedVariable[]): string[] {
	const ofOne = described.flatMap(({ fault }) => fault ?? []);
	const ofPlaces = (['Temporal', 'MLflow', 'Ollama'] as const).map((name) =>
		faultOf(() => namedPlace(name, process.env)),
	);
	const ofFolder = faultOf(() => dataDir(process.env));
	return [...new Set([...ofOne, ...ofPlaces, ofFolder].filter((fault) => fault !== null))];
}

function faultOf(read: () => unknown): string | null {
	try {
		read();
		return null;
	} catch (error) {
		return messageOf(error);
	}
}
