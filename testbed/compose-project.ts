import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../machine/folders';
import { type ComposeProject, type ComposeService, composeLoader, loadComposeFile } from './compose-loader';

// `docker-compose.yml` as Compose's own loader reads it, with `.env.example` filled in.

export const text = readFileSync(path.join(projectRoot(), 'docker-compose.yml'), 'utf8');
export const example = readFileSync(path.join(projectRoot(), '.env.example'), 'utf8');
export const secret = randomBytes(12).toString('hex');
export const filledIn = example
	.replace(/^POSTGRES_PASSWORD=$/m, `POSTGRES_PASSWORD=${secret}`)
	.replace(
		/^# (MLFLOW_TRACKING_\w+|LITELLM_API_KEY|TIP_BENCH_WEBHOOK_SECRET|TIP_BENCH_(?:ADMIN|SERVE)_TOKEN|TIP_BENCH_ADMIN_HOOK_SECRET)=$/gm,
		`$1=${secret}`,
	);

export const withSecondGpu = `${filledIn}\nCOMPOSE_PROFILES=two-gpus`;

export const devicesOf = (service?: ComposeService) => service?.deploy?.resources?.reservations?.devices;

export const steps = ['postgres-password', 'temporal-namespace', 'temporal-schema', 'worker-folders'];
export const workers = ['gpu-worker', 'worker'];
export const secondGpu = ['gpu-worker-2', 'ollama-2'];

let loader: string;
export let folder: string;
export let project: ComposeProject;

export function load(composeText: string, envText: string): Promise<ComposeProject> {
	const file = path.join(folder, 'docker-compose.yml');
	writeFileSync(file, composeText);
	writeFileSync(path.join(folder, '.env'), envText);
	return loadComposeFile(loader, file);
}

export function serviceOf(name: string): ComposeService {
	const service = project.services[name];
	if (service === undefined) throw new Error(`there is no service ${name}`);
	return service;
}

export function forEachService(look: (service: ComposeService, name: string) => void): void {
	for (const [name, service] of Object.entries(project.services)) look(service, name);
}

/** To be called before all tests of a file. */
export async function openCompose(): Promise<void> {
	loader = await composeLoader();
	folder = mkdtempSync(path.join(tmpdir(), 'tip-bench-compose-'));
	project = await load(text, filledIn);
}

/** To be called after them. */
export function closeCompose(): void {
	rmSync(folder, { recursive: true, force: true });
}
