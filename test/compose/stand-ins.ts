import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { LocalStackError } from '../../local/errors';
import { projectRoot } from '../../machine/folders';
import { makeRoot } from './debian-root';
import { type Ingredients, ingredients } from './ingredients';
import type { Server, Setting } from './server';

/** What the stand-ins need that the real images have by other ways. */
const packages = ['ca-certificates', 'busybox', 'netcat-openbsd', 'libgomp1'];
const root = 'tip-bench-check-root';
const base = 'tip-bench-check-base';

/** Makes an image for each name that docker-compose.yml and the Dockerfile pin; those that are there are kept. */
export async function makeStandIns(server: Server, setting: Setting): Promise<void> {
	await importRoot(server, setting);
	await buildImage(server, setting, base, { dockerfile: 'base' });
	for (const image of pinnedImages()) {
		const [name = '', version = ''] = image.split(':');
		const make = ingredients[path.basename(name)];
		if (make === undefined) throw new LocalStackError('PartMissing', `there is no stand-in for the image ${image}`);
		await buildImage(server, setting, image, await make(version, setting));
	}
}

/** The images that are not built from this checkout. */
function pinnedImages(): string[] {
	const read = (name: string) => readFileSync(path.join(projectRoot(), name), 'utf8');
	const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
		services: Record<string, { image: string }>;
	};
	const pulled = Object.values(services).map(({ image }) => image);
	const bases = [...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image = '']) => image);
	return [...new Set([...pulled, ...bases])].filter((image) => !image.startsWith('tip-bench-worker:'));
}

/** A Debian as old as this machine, so that what was built here runs there. */
async function importRoot(server: Server, setting: Setting): Promise<void> {
	const suite = /^VERSION_CODENAME=(\S+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'bookworm';
	const folder = await makeRoot(suite, packages, setting);
	if (await hasImage(server, root, suite)) return;
	const script = 'tar -C "$0" -cf - . | docker import --change "LABEL stand-in=$1" - "$2"';
	const { code, stderr } = await server.run(['sh', '-c', script, folder, suite, root], {
		cwd: setting.folder,
		limitSeconds: 300,
	});
	if (code !== 0) throw new LocalStackError('BuildFailed', `docker import: ${stderr.slice(-1000)}`);
}

async function buildImage(server: Server, setting: Setting, image: string, parts: Ingredients): Promise<void> {
	const { folder, say } = setting;
	const source = path.join(projectRoot(), 'test', 'compose', 'images');
	const dockerfile = readFileSync(path.join(source, `${parts.dockerfile}.Dockerfile`), 'utf8');
	const stamp = createHash('sha256')
		.update(JSON.stringify([dockerfile, parts]))
		.digest('hex')
		.slice(0, 16);
	if (await hasImage(server, image, stamp)) return;
	say(`image ${image}: making its stand-in …`);
	const context = path.join(folder, 'context');
	rmSync(context, { recursive: true, force: true });
	mkdirSync(context);
	writeFileSync(path.join(context, 'Dockerfile'), dockerfile);
	for (const [name, file] of Object.entries(parts.files ?? {})) {
		cpSync(file, path.join(context, name), { recursive: true, dereference: true });
	}
	const args = Object.entries(parts.args ?? {}).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
	const command = ['docker', 'build', '--quiet', '--tag', image, '--label', `stand-in=${stamp}`, ...args, context];
	const { code, stderr, seconds } = await server.run(command, { cwd: folder, limitSeconds: 1200 });
	if (code !== 0) throw new LocalStackError('BuildFailed', `the stand-in for ${image}: ${stderr.slice(-2000)}`);
	say(`image ${image}: made in ${seconds.toFixed(0)} s`);
}

async function hasImage(server: Server, image: string, stamp: string): Promise<boolean> {
	const command = ['docker', 'image', 'inspect', '--format', '{{index .Config.Labels "stand-in"}}', image];
	const { stdout } = await server.run(command, { cwd: '/', limitSeconds: 30 });
	return stdout.trim() === stamp;
}
