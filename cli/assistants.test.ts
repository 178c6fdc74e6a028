import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../machine/folders';
import { addJudge } from './commands/judge';

const read = (path: string) => readFileSync(join(projectRoot(), path), 'utf8');

test('every coding assistant is told the same', () => {
	const command = read('.claude/commands/judge-mlflow.md');
	const [, frontMatter = '', text = ''] = /^---\n([\s\S]*?)\n---\n\n([\s\S]*)$/.exec(command) ?? [];
	expect(frontMatter).toMatch(/^description: \S/m);
	expect(text).toBe(read('AGENTS.md'));
	expect(existsSync(join(projectRoot(), 'CLAUDE.md'))).toBe(false);
});

test('every command that an assistant is told is there, with its options', () => {
	const told = [...read('AGENTS.md').matchAll(/`\.\/tip-bench (judge[^`]*)`/g)].map(([, words = '']) =>
		words.split(' '),
	);
	expect(told.length).toBeGreaterThan(3);
	const program = new Command();
	addJudge(program);
	const [judge] = program.commands;
	for (const [, second = 'list', ...rest] of told) {
		const name = second.startsWith('-') ? 'list' : second;
		const command = judge?.commands.find((each) => each.name() === name);
		const options = command?.options.map(({ long }) => long) ?? [];
		expect({ name, found: command !== undefined }).toEqual({ name, found: true });
		for (const option of [second, ...rest].filter((word) => word.startsWith('--'))) expect(options).toContain(option);
	}
});
