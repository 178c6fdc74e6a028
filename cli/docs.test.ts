import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseConfig } from '../domain/bench/config';
import { errorRegistry } from '../domain/errors';
import { serverErrors } from '../http/errors';
import { localErrors } from '../local/errors';
import { machineErrors } from '../machine/errors';
import { projectRoot } from '../machine/folders';
import { configTable, gateTable, nightTable, optimizeTable, simTable } from './config-table';
import { environmentTable } from './environment-table';

const read = (path: string) => readFileSync(join(projectRoot(), path), 'utf8');

test('the README shows the table of config keys as the schema has it', () => {
	expect(read('README.md')).toContain(configTable());
});

test('docs/gate.md shows the table of what a gate is asked as the schema has it', () => {
	expect(read('docs/gate.md')).toContain(`\n${gateTable()}\n`);
});

test('docs/nightly.md shows the table of what a night is asked as the schema has it', () => {
	expect(read('docs/nightly.md')).toContain(`\n${nightTable()}\n`);
});

test('docs/simulations.md shows the table of what a simulation is asked as the schema has it', () => {
	expect(read('docs/simulations.md')).toContain(`\n${simTable()}\n`);
});

test('docs/optimize.md shows the table of what a comparison is asked as the schema has it', () => {
	expect(read('docs/optimize.md')).toContain(`\n${optimizeTable()}\n`);
});

test('docs/environment.md shows the table of environment variables as the list has it', () => {
	expect(read('docs/environment.md')).toContain(`\n${environmentTable()}\n`);
});

test('docs/errors.md has every code with its meaning and remedy, and no other', () => {
	const page = read('docs/errors.md');
	const entries = Object.entries({ ...errorRegistry, ...machineErrors, ...localErrors, ...serverErrors }).map(
		([code, { final, meaning, remedy }]) =>
			[`## ${code}`, '', meaning, '', `- **Remedy:** ${remedy}`, `- **Retried:** ${final ? 'no' : 'yes'}`].join('\n'),
	);
	expect(
		page
			.split(/\n(?=## )/)
			.slice(1)
			.map((entry) => entry.trimEnd()),
	).toEqual(entries);
});

test('every link between our pages leads somewhere', () => {
	const pages = [
		'README.md',
		'CHANGELOG.md',
		'CONTRIBUTING.md',
		...['docs', 'docs/decisions', 'examples', 'auto-judges', 'personas'].flatMap((folder) =>
			readdirSync(join(projectRoot(), folder)).map((name) => `${folder}/${name}`),
		),
	];
	const links = pages
		.filter((page) => page.endsWith('.md'))
		.flatMap((page) =>
			[...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => [page, match[1] ?? ''] as const),
		);
	expect(links.length).toBeGreaterThan(5);
	const broken = links.filter(([page, link]) => !existsSync(join(projectRoot(), dirname(page), link)));
	expect(broken).toEqual([]);
});

test('every example is a config that can be started as it is', () => {
	const examples = readdirSync(join(projectRoot(), 'examples')).filter((name) => name.endsWith('.json'));
	expect(examples.length).toBeGreaterThan(1);
	for (const name of examples) expect(parseConfig(JSON.parse(read(`examples/${name}`)))).toHaveProperty('config');
});

test('every file that a help text names is there', () => {
	const help = readdirSync(join(projectRoot(), 'cli', 'commands')).map((name) => read(`cli/commands/${name}`));
	const named = help.flatMap((text) => [...text.matchAll(/examples\/[\w./-]+/g)].map(([path]) => path));
	expect(named).toContain('examples/bench.json');
	expect(named.filter((path) => !existsSync(join(projectRoot(), path)))).toEqual([]);
});
