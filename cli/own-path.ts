import { expandHome } from '../machine/home';

/** A path of a flag or an argument: a shell does not expand `~` where it is quoted, or stands behind a `=`. */
export function ownPath(written: string): string {
	return expandHome(written, process.env);
}
