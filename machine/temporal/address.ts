import { isIPv6 } from 'node:net';
import { MachineError } from '../errors';
import { maskedAddress } from '../masked-address';

/** Where a Temporal server is. */
export interface TemporalAddress {
	/** Host and port, as Temporal's clients want it: an IPv6 address in brackets. */
	readonly address: string;
	/** Whether it was written as `https://`, which means TLS. */
	readonly secure: boolean;
}

/** Where Temporal listens unless told. */
const usualPort = 7233;

/** Schemes that people write before an address of gRPC, and whether they mean TLS. */
const schemes: Readonly<Record<string, boolean>> = {
	http: false,
	https: true,
	grpc: false,
	grpcs: true,
	tcp: false,
	dns: false,
};

/**
 * Reads an address of Temporal: the port may be missing (7233), an IPv6 address may lack its brackets, a scheme may stand
 * before it, and an address to listen on (`0.0.0.0`, `::`) becomes the loopback one.
 * @param source what holds it, for the message: `TEMPORAL_ADDRESS`
 * @throws MachineError EnvironmentInvalid when no address can be read; user info and queries are not repeated
 */
export function readTemporalAddress(text: string, source: string): TemporalAddress {
	const bare = text.trim();
	const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/{1,3})?(.*)$/is.exec(bare) ?? [];
	const refuse = (why: string) => {
		return new MachineError('EnvironmentInvalid', `${source}: \`${maskedAddress(bare)}\` ${why}`);
	};
	const secure = scheme === undefined ? false : schemes[scheme.toLowerCase()];
	if (secure === undefined) throw refuse('is no address of Temporal; write host and port, like `localhost:7233`');
	const authority = rest.replace(/\/+$/, '');
	if (authority.includes('@'))
		throw refuse('must not carry a user or a password; an API key goes into TEMPORAL_API_KEY');
	if (/[/?#]/.test(authority)) {
		throw refuse('is the address of a page, such as the Temporal UI; write host and port, like `localhost:7233`');
	}
	const { host, port } = split(authority);
	if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535 || Number(port) === 0)
		throw refuse(`has no port from 1 to 65535`);
	const isName = /^[a-z0-9_]([a-z0-9._-]*[a-z0-9_.])?$/i.test(host);
	// One with a zone is an IPv6 address too, but none that Temporal's clients take.
	if (!isName && (!isIPv6(host) || host.includes('%')))
		throw refuse('is no host and port; write them like `localhost:7233` or `[::1]:7233`');
	const reachable = loopback(host);
	return { address: `${isIPv6(reachable) ? `[${reachable}]` : reachable}:${Number(port)}`, secure };
}

/** Whether an address is this very machine, which nothing on the way can be asked for. */
export function isLoopback(address: string): boolean {
	return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(address);
}

function split(authority: string): { host: string; port: string } {
	const usual = `${usualPort}`;
	const inBrackets = /^\[(.*)\](?::(.*))?$/s.exec(authority);
	if (inBrackets !== null) return { host: inBrackets[1] ?? '', port: inBrackets[2] || usual };
	if (isIPv6(authority)) return { host: authority, port: usual };
	const [host = '', ...ports] = authority.split(':');
	// Only one colon stands before a port; more are for `isIPv6` to refuse.
	if (ports.length > 1) return { host: authority, port: usual };
	return { host: host || 'localhost', port: ports[0] || usual };
}

function loopback(host: string): string {
	if (host === '0.0.0.0') return '127.0.0.1';
	return /^[0:]+$/.test(host) && isIPv6(host) ? '::1' : host;
}
