import type { Checkout } from './checkout';
import type { CommandEnd } from './run-command';
import type { Server, Setting } from './server';

/** What a claim about the services is tried with. */
export interface Trial extends Setting {
	readonly server: Server;
	readonly checkout: Checkout;
}

/** Something that docs/server.md or docker-compose.yml promises, and how it is tried. */
export interface Claim {
	readonly title: string;
	/**
	 * Tries it, and leaves the services up and healthy.
	 * @returns what was seen, in a few words
	 * @throws Error where it does not hold
	 */
	readonly holds: (trial: Trial) => Promise<string>;
}

/** @throws Error with the message where the condition does not hold */
export function see(condition: boolean, message: string): asserts condition {
	if (!condition) throw new Error(message);
}

/** @throws Error with a command's words where it failed or took too long */
export function succeeded(ended: CommandEnd, what: string): CommandEnd {
	const { code, stderr, stdout, seconds } = ended;
	const how = code === null ? `did not end within ${seconds.toFixed(0)} s` : `ended with ${code}`;
	see(code === 0, `${what} ${how}: ${(stderr || stdout).trim().slice(-1500)}`);
	return ended;
}

/** Brings everything up, or back up; what the containers say where they don't come is in the log. */
export async function bringUp({ checkout }: Trial, limitSeconds = 300, ...options: string[]): Promise<CommandEnd> {
	const ended = await checkout.compose(['up', '--detach', ...options, '--wait'], { limitSeconds });
	if (ended.code !== 0) {
		await checkout.compose(['logs', '--tail', '30']);
		const health = 'docker inspect --format "{{.Name}} {{json .State.Health}}" $(docker compose ps --all --quiet)';
		await checkout.shell(health);
	}
	return succeeded(ended, 'up');
}

/** A container as `docker compose ps` tells of it. */
export interface Container {
	readonly ID: string;
	readonly Service: string;
	readonly State: string;
	readonly Health: string;
	readonly ExitCode: number;
}

/** All containers of the services, ended ones too. */
export async function containers({ checkout }: Trial): Promise<Container[]> {
	const { stdout } = succeeded(await checkout.compose(['ps', '--all', '--format', 'json']), 'ps');
	// One object a line, or, in older ones, one list.
	const text = stdout.trim();
	return text.startsWith('[') ? JSON.parse(text) : text.split('\n').map((line) => JSON.parse(line) as Container);
}

/** Removes all containers and volumes, those of other profiles too; also when the run has been aborted. */
export function takeDown({ checkout }: Pick<Trial, 'checkout'>): Promise<CommandEnd> {
	const down = ['--profile', '*', 'down', '--volumes', '--remove-orphans', '--timeout', '10'];
	return checkout.compose(down, { limitSeconds: 120, always: true });
}
