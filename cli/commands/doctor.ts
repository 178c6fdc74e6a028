import type { Command } from 'commander';
import { inspectParts } from '../../local/doctor';
import { folders } from '../addresses';
import { print } from '../output';

/** `tip-bench doctor`: what is here, and what to do about what is not. */
export function addDoctor(program: Command): void {
	program
		.command('doctor')
		.description('each part: found where, which version, what to do')
		.option('--json', 'print it as JSON')
		.addHelpText('after', '\nExample:\n  ./tip-bench doctor')
		.action(async (options: { json?: boolean }) => {
			const findings = await inspectParts({ ...folders(), env: process.env });
			if (options.json) return print(JSON.stringify(findings, null, 2));
			for (const { name, found, advice } of findings) {
				print(`${name.padEnd(12)} ${found ?? 'not found'}${advice === null ? '' : `\n${' '.repeat(13)}→ ${advice}`}`);
			}
		});
}
