/**
 * The token of a sign-in link, which stands behind its `#` so that it reaches no server's log. It is taken out of the
 * address, and out of the history, before anything else is done with the page.
 */
export function takeSecret(location: Location, history: History): string | null {
	const secret = secretIn(location.hash);
	if (secret !== null) history.replaceState(null, '', location.pathname + location.search);
	return secret;
}

/** `#token=…`, or the token alone. @returns `null` where it is none, such as the name of a heading */
export function secretIn(hash: string): string | null {
	const text = decoded(hash.replace(/^#/, ''));
	const named = /^(?:token|secret|t)=(.+)$/.exec(text)?.[1];
	if (named !== undefined) return named;
	return /^[\w.~+/=-]{20,}$/.test(text) ? text : null;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
