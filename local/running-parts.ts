import type { Say } from '../machine/say';
import { LocalStackError } from './errors';
import { foreignPart, type PartName, type RunningPart } from './part';
import { namedPlace, usualPlace } from './places';

/**
 * A part that somebody already runs: where the environment names one, else at its usual address, and only where
 * it answers as that very part. Undefined where there is none.
 * @throws MachineError EnvironmentInvalid
 * @throws LocalStackError PartRefused where the named one is there and does not let us in
 */
export async function findRunning(name: PartName, env: NodeJS.ProcessEnv, say: Say): Promise<RunningPart | undefined> {
	const named = namedPlace(name, env);
	if (named !== null) {
		const seen = await named.look();
		if (seen.is === 'there') return foreignPart(name, named.address, seen.version);
		const what = `${name} at ${named.address} (${named.source}) ${seen.why}`;
		if (seen.is === 'refusing') throw new LocalStackError('PartRefused', what);
		say(what);
	}
	const usual = usualPlace(name, env);
	const seen = await usual.look();
	if (seen.is === 'there') return foreignPart(name, usual.address, seen.version);
	if (seen.is !== 'absent') say(`${name} at ${usual.address} ${seen.why}`);
	return undefined;
}
