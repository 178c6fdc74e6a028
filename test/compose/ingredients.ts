import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { goInstall, goModuleFolder } from '../../local/go-install';
import { installedAt, installWhole, runBuildStep } from '../../local/install';
import { locateOllama } from '../../local/ollama-install';
import { locateTemporal } from '../../local/temporal-install';
import { cacheDir, projectRoot } from '../../machine/folders';
import { makeFolderSync } from '../../machine/make-folder';
import { installing } from './debian-root';
import type { Setting } from './server';

/** What a stand-in is made of. */
export interface Ingredients {
	/** The name of its file in `images/`. */
	readonly dockerfile: string;
	/** What its build sees, by the names that it has there. */
	readonly files?: Readonly<Record<string, string>>;
	readonly args?: Readonly<Record<string, string>>;
}

/** By the last part of the image's name; they take the tag, and may install what they need. */
export const ingredients: Readonly<Record<string, (tag: string, setting: Setting) => Promise<Ingredients>>> = {
	node: async (tag, setting) => ({ dockerfile: 'node', files: await nodeFiles(tag.split('-')[0] ?? tag, setting) }),
	server: async (tag, setting) => ({
		dockerfile: 'server',
		files: { 'temporal-server': await build(`go.temporal.io/server/cmd/server@v${tag}`, 'server', setting) },
	}),
	'admin-tools': async (tag, setting) => ({
		dockerfile: 'admin-tools',
		files: {
			temporal: (await locateTemporal(parts(setting))).command,
			'temporal-sql-tool': await build(`go.temporal.io/server/cmd/tools/sql@v${tag}`, 'sql', setting),
			schema: path.join(await goModuleFolder(`go.temporal.io/server@v${tag}`, process.env), 'schema'),
		},
	}),
	ui: async (tag, setting) => ({
		dockerfile: 'ui',
		files: {
			'ui-server': await build(`github.com/temporalio/ui-server/v2/cmd/server@v${tag}`, 'server', setting),
			config: path.join(await goModuleFolder(`github.com/temporalio/ui-server/v2@v${tag}`, process.env), 'config'),
		},
	}),
	mlflow: async (tag) => ({ dockerfile: 'mlflow', args: { VERSION: tag.replace(/^v/, '') } }),
	ollama: async (_, setting) => ({ dockerfile: 'ollama', files: await ollamaFiles(setting) }),
	postgres: async () => ({
		dockerfile: 'postgres',
		files: { 'postgres-entry.sh': path.join(projectRoot(), 'test', 'compose', 'images', 'postgres-entry.sh') },
	}),
};

/** The parts that the local stack uses too, and their cache. */
function parts(setting: Setting) {
	return { ...installing(setting), cacheDir: cacheDir(process.env) };
}

/** A published Go program, built once. @returns its path */
async function build(module: string, name: string, setting: Setting): Promise<string> {
	const folder = installedAt(setting.folder, module.replaceAll('/', '-'));
	if (!existsSync(folder)) {
		await installWhole(folder, (fresh) =>
			goInstall(
				{
					title: `Go: building ${module}`,
					usually: '2 to 10 minutes on 2 idle cores',
					...{ module, args: ['-ldflags', '-s -w'], env: { CGO_ENABLED: '0' }, log: 'go-install' },
				},
				fresh,
				installing(setting),
			),
		);
	}
	return path.join(folder, 'bin', name);
}

/** Node's build of exactly that version and an npm, both from npm's registry. */
async function nodeFiles(version: string, setting: Setting): Promise<Record<string, string>> {
	const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';
	const folder = installedAt(setting.folder, `node-${version}`);
	if (!existsSync(folder)) {
		await installWhole(folder, async (fresh) => {
			for (const [name, what] of Object.entries({ node: `node-linux-${architecture}@${version}`, npm: 'npm@10.9.4' })) {
				await unpackPackage(what, path.join(fresh, name), setting);
			}
		});
	}
	return { bin: path.join(folder, 'node', 'bin'), npm: path.join(folder, 'npm') };
}

async function unpackPackage(what: string, into: string, setting: Setting): Promise<void> {
	const fresh = mkdtempSync(path.join(setting.folder, 'pack-'));
	try {
		const step = { usually: 'some seconds', log: 'npm-pack', cwd: fresh };
		await runBuildStep(
			{ ...step, title: `npm: ${what}`, command: 'npm', args: ['pack', '--silent', what] },
			installing(setting),
		);
		const [archive = ''] = readdirSync(fresh);
		await runBuildStep(
			{ ...step, title: `unpacking ${archive}`, command: 'tar', args: ['-xzf', archive] },
			installing(setting),
		);
		renameSync(path.join(fresh, 'package'), into);
	} finally {
		rmSync(fresh, { recursive: true, force: true });
	}
}

/** This machine's Ollama, and its libraries for the processor where it has some beside it. */
async function ollamaFiles(setting: Setting): Promise<Record<string, string>> {
	const { command } = await locateOllama(parts(setting));
	const libraries = path.join(path.dirname(path.dirname(command)), 'lib', 'ollama');
	const none = path.join(setting.folder, 'none');
	makeFolderSync(none);
	return { 'bin/ollama': command, 'lib/ollama': existsSync(libraries) ? libraries : none };
}
