import { TipBenchError } from '../domain/errors';
import type { EndpointSource } from './source';

/**
 * An endpoint's address as people write it: with or without a slash at its end, with the path that is asked, or with no
 * path at all, which means `/v1`.
 * @throws TipBenchError JudgeRefused that names the variable, and never quotes what it holds
 */
export function readAddress({ kind, address_variable }: EndpointSource, whose: string, written: string): URL {
	const refuse = (why: string) =>
		new TipBenchError(
			'JudgeRefused',
			`${kind}: ${address_variable}${whose} ${why}; it has to be an address such as http://localhost:4000/v1.`,
		);
	if (!/^https?:\/\//i.test(written)) throw refuse('does not begin with http:// or https://');
	if (!URL.canParse(written)) throw refuse('is no address');
	const url = new URL(written);
	if (url.username !== '' || url.password !== '')
		throw refuse('holds a user or a password: the key has a variable of its own');
	const path = url.pathname.replace(/\/+$/, '').replace(/\/(chat\/completions|completions|models)$/, '');
	url.pathname = path === '' ? '/v1' : path;
	url.hash = '';
	return url;
}

/** Where something below the address is: `models`. */
export function placeBelow(address: URL, path: string): URL {
	const url = new URL(address);
	url.pathname = `${url.pathname}/${path}`;
	return url;
}
