import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../../machine/environment/kinds';
import type { JobRunner } from './job';
import { createThreadRunner } from './thread-runner';

/** Does jobs in a thread of their own; where this is not built, as in unit tests, in this one. */
export function createJobRunner(env: Env): JobRunner {
	const program = join(__dirname, 'thread.js');
	if (existsSync(program)) return createThreadRunner(program, env);
	// All that jobs need is loaded where they are done: here it would slow the server's start, and take 20 MB.
	const { createWorkshop } = require('./workshop') as typeof import('./workshop');
	return createWorkshop(env);
}
