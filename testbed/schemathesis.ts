import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { installedAt } from '../local/install';
import { ensureEnvironment } from '../local/python';
import { withFileLock } from '../machine/file-lock';
import type { Ended } from './commands';
import { ownParts } from './own-parts';

const version = '4.32.5';

/** How a server is fuzzed from its OpenAPI document. */
export interface Fuzzing {
	/** Where the document is. */
	readonly document: string;
	readonly token: string;
	/** Paths that are left alone, as Python's regular expressions. */
	readonly leaveAlone: string;
	/** Requests of each kind a route. */
	readonly most: number;
	readonly seed: number;
}

/** Asks every route of a document what a generator makes up for it, right and wrong, and checks what is answered. */
export async function fuzz({ document, token, leaveAlone, most, seed }: Fuzzing): Promise<Ended> {
	const options = ownParts();
	const folder = installedAt(options.cacheDir, `schemathesis-${version}`);
	const step = { title: 'Schemathesis: installing with pip', usually: 'a minute', log: 'schemathesis-install' };
	const waiting = 'Another tip-bench is installing Schemathesis; waiting for that';
	await withFileLock(join(options.cacheDir, 'locks', 'schemathesis'), { ...options, waiting }, () =>
		ensureEnvironment(folder, [`schemathesis==${version}`], step, options),
	);
	// Without `ignored_auth`: its wrong tokens would soon keep the right one out, and each route's credentials have a test.
	const checks = [
		...['not_a_server_error', 'status_code_conformance'],
		...['content_type_conformance', 'response_schema_conformance'],
	];
	const words = [
		...['run', document, '--header', `Authorization: Bearer ${token}`, '--checks', checks.join(',')],
		...['--exclude-path-regex', leaveAlone, '--phases', 'examples,coverage,fuzzing', '--max-examples', `${most}`],
		...['--generation-database', 'none', '--seed', `${seed}`, '--continue-on-failure', '--request-timeout', '60'],
		...['--suppress-health-check', 'all', '--no-color', '--rate-limit', '350/s', '--warnings', 'off'],
	];
	const env = { ...process.env, HOME: options.stateDir, DO_NOT_TRACK: '1' };
	const asked = { env, cwd: options.stateDir, maxBuffer: 64 << 20 };
	return new Promise((resolve) => {
		execFile(join(folder, 'bin', 'schemathesis'), words, asked, (error, stdout, stderr) =>
			resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr }),
		);
	});
}
