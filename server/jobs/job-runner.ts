import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../../machine/environment/kinds';
import type { JobRunner } from './job';
import { createThreadRunner } from './thread-runner';
import { createWorkshop } from './workshop';

/** Does jobs in a thread of their own; where this is not built, as in unit tests, in this one. */
export function createJobRunner(env: Env): JobRunner {
	const program = join(__dirname, 'thread.js');
	return existsSync(program) ? createThreadRunner(program, env) : createWorkshop(env);
}
