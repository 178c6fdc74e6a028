import { benchPath } from './experiment-route';

/**
 * A request for `/api/bench/VERB/NAME`, read as the one for `/api/bench/VERB?experiment=NAME`; any other as it is. The name is
 * all that stands behind the verb: a proxy may have made slashes of `%2F`. What is no percent-encoding means itself.
 * @param verbs those of the routes about an experiment
 */
export function experimentByPath(request: Request, verbs: readonly string[]): Request {
	const url = new URL(request.url);
	if (!url.pathname.startsWith(benchPath)) return request;
	const verb = verbs.find((each) => url.pathname.startsWith(`${benchPath}${each}/`));
	if (verb === undefined) return request;
	const name = url.pathname.slice(benchPath.length + verb.length + 1);
	url.pathname = `${benchPath}${verb}`;
	// Without one it is the other form with a slash at its end. Two that differ are refused by the schema.
	const named = name === '' ? [] : [decoded(name)];
	const names = new Set([...named, ...url.searchParams.getAll('experiment')]);
	url.searchParams.delete('experiment');
	for (const each of names) url.searchParams.append('experiment', each);
	return new Request(url, request);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
