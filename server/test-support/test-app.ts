import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TryLimits } from '../../http/access/tries';
import { createLog } from '../../machine/log';
import { createPlaces, type Places } from '../../places/places';
import { createAccess } from '../access/access';
import { type App, createApp } from '../app';
import type { ServerContext } from '../context';
import { watchParts } from '../parts';

/** The token of {@link testApp}. */
export const testToken = 'a token of a test, long enough'.replaceAll(' ', '-');

/** How a test's server is made. */
export interface TestAppOptions {
	readonly env?: Readonly<Record<string, string>>;
	readonly places?: Partial<Places>;
	readonly isThere?: () => Promise<boolean>;
	readonly limits?: TryLimits;
	/** Milliseconds since 1970. */
	readonly now?: () => number;
}

/** A server without sockets, with a state folder of its own and nothing behind it. */
export interface TestApp extends App {
	readonly context: ServerContext;
	/** Lines of the log, as JSON. */
	readonly lines: Record<string, unknown>[];
	/** The state folder. */
	readonly folder: string;
	/** Asks with the token. */
	ask(path: string, init?: RequestInit): Promise<Response>;
	remove(): void;
}

/** Makes a server for a test of its rules. */
export function testApp({ env = {}, places, isThere, limits, now = Date.now }: TestAppOptions = {}): TestApp {
	const folder = mkdtempSync(join(tmpdir(), 'tip-bench-server-'));
	const whole = { HOME: folder, TIP_BENCH_STATE: folder, TIP_BENCH_ADMIN_TOKEN: testToken, ...env };
	const lines: Record<string, unknown>[] = [];
	const log = createLog({ format: 'json', level: 'debug', write: (line) => lines.push(JSON.parse(line)) });
	const context: ServerContext = {
		...{ log, now },
		places: { ...createPlaces(whole, () => undefined), ...places },
		parts: watchParts({ isThere: isThere ?? (async () => true), now }),
		access: createAccess({ ...{ env: whole, now, log }, bound: '127.0.0.1', ...(limits && { limits }) }),
		ending: new AbortController().signal,
	};
	const app = createApp(context);
	return {
		...app,
		...{ context, lines, folder },
		ask: (path, init) => {
			const headers = new Headers(init?.headers);
			headers.set('authorization', `Bearer ${testToken}`);
			return app.request(path, { ...init, headers });
		},
		remove: () => {
			context.parts.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
