import { networkInterfaces } from 'node:os';
import { MachineError } from '../../machine/errors';

/** Under which names a server answers, and from which pages it takes changes. */
export interface Hosts {
	/** Whether it answers to a host, with or without a port. One that it does not is a page's that had its name point here. */
	answersTo(host: string): boolean;
	/** Whether an origin is the one that the server is seen at by a browser. @param host that of the request */
	isOwnOrigin(origin: string, host: string): boolean;
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * @param bound the address that the server listens on
 * @param named the hosts that the environment adds, as a browser has them: with the port where it is not the usual one
 * @throws MachineError EnvironmentInvalid where one of them is no host, such as a pattern
 */
export function allowedHosts(bound: string, named: readonly string[]): Hosts {
	const entries = named.map((each) =>
		each
			.replace(/^https?:\/\//i, '')
			.replace(/\/.*$/, '')
			.toLowerCase(),
	);
	const odd = entries.find((each) => !/^[^*,]+$/.test(each) || nameOf(each) === null);
	if (odd !== undefined) {
		const why = `${JSON.stringify(odd)} is no host; name each one whole, as \`bench.example.org\``;
		throw new MachineError('EnvironmentInvalid', `TIP_BENCH_ADMIN_HOSTS: ${why}`);
	}
	const names = new Set([...loopback, ...addressesOf(bound), ...entries.flatMap((each) => nameOf(each) ?? [])]);
	return {
		answersTo: (host) => {
			const name = nameOf(host);
			return name !== null && names.has(name);
		},
		isOwnOrigin: (origin, host) => {
			if (!/^https?:\/\/[^/]+$/i.test(origin) || !URL.canParse(origin)) return false;
			const asked = new URL(origin).host;
			return asked === host.toLowerCase() || entries.includes(asked);
		},
	};
}

/** A page cannot have a name of its own point here and then be seen under an address of numbers. */
function addressesOf(bound: string): string[] {
	if (bound !== '0.0.0.0' && bound !== '::') return [bound.includes(':') ? `[${bound}]` : bound.toLowerCase()];
	const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
	return all.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));
}

/** The host alone, as a URL has it: in small letters, numbers written out, without the dot at its end. */
function nameOf(host: string): string | null {
	if (/[\s/\\@?#]/.test(host) || !URL.canParse(`http://${host}`)) return null;
	return new URL(`http://${host}`).hostname.replace(/\.$/, '');
}
