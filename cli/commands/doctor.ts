import type { Command } from 'commander';
import { inspectParts } from '../../local/doctor';
import { passedOn } from '../../places/addresses';
import { printable } from '../../report/printable';
import { notesOfEnvironment } from '../environment-notes';
import { folders } from '../here';
import { print, say } from '../output';

/** `tip-bench doctor`: what is here, and what to do about what is not. */
export function addDoctor(program: Command): void {
	program
		.command('doctor')
		.description('each part: found where, which version, what to do')
		.option('--json', 'print it as JSON')
		.addHelpText('after', '\nEnds with 1 where something is wrong.\n\nExample:\n  ./tip-bench doctor')
		.action(async (options: { json?: boolean }) => {
			for (const note of notesOfEnvironment(process.env)) say(`note: ${note}`);
			const findings = await inspectParts({ ...folders(), env: passedOn(process.env) });
			if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
			if (options.json) return print(JSON.stringify(findings, null, 2));
			for (const { name, found, ok, advice } of findings) {
				const line = `${name.padEnd(12)} ${ok ? '' : 'wrong: '}${found ?? 'not found'}`;
				print(printable(line));
				if (advice !== null) print(`${' '.repeat(13)}→ ${printable(advice)}`);
			}
		});
}
