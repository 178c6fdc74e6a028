import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { installedAt } from '../local/install';
import { findTool } from '../machine/commands';
import { cacheDir } from '../machine/folders';
import { makeFolderSync } from '../machine/make-folder';

const run = promisify(execFile);
const sources = path.join(__dirname, 'compose-loader');

const dependency = z.object({ condition: z.string() });

const service = z.object({
	image: z.string(),
	build: z.unknown().optional(),
	pull_policy: z.string().optional(),
	user: z.string().optional(),
	container_name: z.string().optional(),
	restart: z.string().optional(),
	command: z.array(z.string()).nullish(),
	environment: z.record(z.string(), z.string().nullable()).default({}),
	depends_on: z.record(z.string(), dependency).default({}),
	stop_grace_period: z.string().optional(),
	healthcheck: z
		.object({
			test: z.array(z.string()),
			disable: z.boolean().optional(),
			interval: z.string().optional(),
			timeout: z.string().optional(),
			retries: z.number().optional(),
		})
		.optional(),
	configs: z.array(z.object({ source: z.string(), target: z.string() })).default([]),
	ports: z.array(z.object({ host_ip: z.string().optional(), target: z.number(), published: z.string() })).default([]),
	volumes: z
		.array(
			z.object({
				type: z.string(),
				source: z.string().optional(),
				target: z.string(),
				read_only: z.boolean().default(false),
				volume: z.object({ nocopy: z.boolean().optional() }).optional(),
			}),
		)
		.default([]),
	deploy: z
		.object({
			replicas: z.number().optional(),
			resources: z
				.object({
					reservations: z
						.object({
							devices: z.array(
								z.object({
									driver: z.string(),
									device_ids: z.array(z.string()).optional(),
									capabilities: z.array(z.string()),
								}),
							),
						})
						.optional(),
				})
				.optional(),
		})
		.optional(),
});

const config = z.object({ content: z.string().optional() });

const project = z.object({
	name: z.string(),
	services: z.record(z.string(), service),
	configs: z.record(z.string(), config).default({}),
});

/** A service as Compose sees it once defaults, anchors and variables are worked in; durations are texts such as `40s`. */
export type ComposeService = z.infer<typeof service>;

/** A compose file as Compose sees it. */
export type ComposeProject = z.infer<typeof project>;

/**
 * Compose's own loader as a command: from the cache, or built there with Go (some seconds).
 * @throws Error without a Go, or where the build fails
 */
export async function composeLoader(): Promise<string> {
	const hash = createHash('sha256');
	for (const name of ['main.go', 'go.mod', 'go.sum']) hash.update(readFileSync(path.join(sources, name)));
	const binary = installedAt(cacheDir(process.env), `compose-loader-${hash.digest('hex').slice(0, 12)}`);
	if (existsSync(binary)) return binary;
	const go = findTool('go', process.env);
	if (go === undefined)
		throw new Error("Compose's loader is built with Go; install Go 1.25 or newer (https://go.dev/dl)");
	makeFolderSync(path.dirname(binary));
	const fresh = mkdtempSync(`${binary}.partial-`);
	try {
		await run(go, ['build', '-trimpath', '-mod=readonly', '-o', path.join(fresh, 'loader'), '.'], { cwd: sources });
		renameSync(path.join(fresh, 'loader'), binary);
	} finally {
		rmSync(fresh, { recursive: true, force: true });
	}
	return binary;
}

/**
 * Loads a compose file with the `.env` beside it and nothing else of this process's environment.
 * @throws Error with Compose's message where Compose would refuse the file
 */
export async function loadComposeFile(loader: string, file: string): Promise<ComposeProject> {
	const { stdout } = await run(loader, [file], { cwd: path.dirname(file), env: {} }).catch((error: unknown) => {
		throw new Error((error as { stderr?: string }).stderr || String(error));
	});
	return project.parse(JSON.parse(stdout));
}
