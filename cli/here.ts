import { cacheDir, stateDir } from '../machine/folders';
import { createPlaces, type Places } from '../places/places';
import { say } from './output';

let made: Places | undefined;

/** Where this command finds everything. */
export function here(): Places {
	made ??= createPlaces(process.env, say);
	return made;
}

/** The folders of this person's stack. */
export function folders(): { stateDir: string; cacheDir: string } {
	return { stateDir: stateDir(process.env), cacheDir: cacheDir(process.env) };
}
