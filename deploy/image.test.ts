import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import dockerignore from '@balena/dockerignore';
import { projectRoot } from '../machine/folders';

const root = projectRoot();
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const ignored = dockerignore().add(read('.dockerignore').split('\n'));
const dockerfile = read('Dockerfile');
const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };

/** Every file that `COPY . .` would bring, relative to the checkout. */
function contextFiles(folder = ''): string[] {
	return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const file = path.join(folder, entry.name);
		if (entry.isDirectory()) return ['.git', 'node_modules'].includes(entry.name) ? [] : contextFiles(file);
		return ignored.ignores(file) ? [] : [file];
	});
}

/** What a RUN line of the Dockerfile runs, one command a place. */
function buildCommands(): string[] {
	const [line = ''] = dockerfile.match(/^RUN npx tsc .*$/m) ?? [];
	return line.slice('RUN '.length).split(' && ');
}

/** @throws Error with what the compiler or the bundler has to say */
function build(command: string): void {
	const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: context, encoding: 'utf8' });
	if (status !== 0) throw new Error(`the image's \`${command}\` fails:\n${stdout}${stderr}`);
}

const files = contextFiles();
let context: string;
let built: string[];

beforeAll(() => {
	context = mkdtempSync(path.join(tmpdir(), 'tip-bench-image-'));
	for (const file of files) cpSync(path.join(root, file), path.join(context, file), { recursive: true });
	symlinkSync(path.join(root, 'node_modules'), path.join(context, 'node_modules'));
	for (const command of buildCommands()) build(command);
	built = readdirSync(path.join(context, 'dist'), { recursive: true, encoding: 'utf8' });
}, 120_000);

afterAll(() => rmSync(context, { recursive: true, force: true }));

test('what the Dockerfile compiles, of what .dockerignore lets through, is the command and the workers', () => {
	expect(buildCommands()).toEqual(['npx tsc -p tsconfig.image.json', 'node dist/worker/build-bundle.js']);
	expect(built).toEqual(
		expect.arrayContaining([path.join('cli', 'main.js'), path.join('worker', 'workflow-bundle.js')]),
	);
	const help = execFileSync(process.execPath, ['dist/cli/main.js', '--help'], { cwd: context, encoding: 'utf8' });
	expect(help).toContain('tip-bench up');
});

test('nothing that tries or measures the product gets in', () => {
	const rooms = new Set(built.filter((file) => file.endsWith('.js')).map((file) => file.split(path.sep)[0]));
	for (const room of ['test', 'testbed', 'perf']) {
		expect(rooms).not.toContain(room);
		expect(files.filter((file) => file.startsWith(`${room}/`))).toEqual([]);
	}
	expect(built.filter((file) => /\.test\.|test-support/.test(file))).toEqual([]);
});

test('the image keeps what the program needs once the packages for development are gone', () => {
	const loaded = built
		.filter((file) => file.endsWith('.js') && !file.endsWith('workflow-bundle.js'))
		.flatMap((file) => [
			...readFileSync(path.join(context, 'dist', file), 'utf8').matchAll(/require\("([^."][^"]*)"\)/g),
		]);
	const packages = new Set(loaded.map(([, name = '']) => name.split('/', name.startsWith('@') ? 2 : 1).join('/')));
	expect(packages).toContain('commander');
	expect([...packages].filter((name) => name in devDependencies)).toEqual([]);
});

test('all that the second stage takes from the first is there', () => {
	const copied = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map(([, source = '']) => source);
	expect(copied).toContain('deploy');
	for (const source of copied) expect([source, existsSync(path.join(context, source))]).toEqual([source, true]);
});

test.each([
	'.env',
	'.env.production',
	'.git/config',
	'backups/2026-11-26/temporal.dump',
	'temporal.sql',
	'mlflow-backup/mlflow.db',
	'exports/tips-1.judge.json',
	'perf/results/a.json',
	'node_modules/zod/package.json',
	'testbed/stack.ts',
	'test/compose.test.ts',
	'domain/bench/config.test.ts',
	'key.pem',
	'notes.md',
	'deploy/backup.sh',
])('%s stays out of the build', (file) => {
	expect(ignored.ignores(file)).toBe(true);
});
