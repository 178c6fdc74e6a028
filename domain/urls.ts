import { TipBenchError } from './errors';

/** Where MLflow is when nobody says. */
export const defaultMlflowUrl = 'http://localhost:5000';

/**
 * An Ollama address, read as Ollama reads `OLLAMA_HOST`: the scheme may be missing, a missing port is 11434 (80 or 443
 * when `http://` or `https://` is written), an address to listen on (`0.0.0.0`, `::`) becomes the loopback one, a path
 * is kept. The result always names its port and never ends in a slash.
 * @throws TipBenchError InvalidConfig when no address can be read, or when it carries user info
 */
export function readOllamaUrl(text: string): string {
	const bare = text.trim().replace(/^(["'])(.*)\1$/, '$2');
	const [, scheme = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/i.exec(bare) ?? [];
	const authority = rest.split(/[/?#]/)[0] ?? '';
	const hasScheme = bare !== rest;
	const url = parse(text, `${scheme}://${bracketIpv6(authority) || '127.0.0.1'}${rest.slice(authority.length)}`);
	const writtenPort = /:(\d+)$/.exec(bracketIpv6(authority))?.[1];
	const defaultPort = !hasScheme ? '11434' : url.protocol === 'https:' ? '443' : '80';
	return `${url.protocol}//${loopback(url.hostname)}:${Number(writtenPort ?? defaultPort)}${withoutEndSlash(url.pathname)}`;
}

/**
 * The address of an MLflow tracking server: the scheme may be missing, a path (`--static-prefix`) is kept, a trailing
 * slash and the `#…` of a page's address are not.
 * @throws TipBenchError InvalidConfig when it is not an HTTP address, or when it carries user info
 */
export function readMlflowUrl(text: string): string {
	const bare = text.trim();
	const url = parse(text, /^[a-z][a-z0-9+.-]*:\/|^[./]/i.test(bare) ? bare : `http://${bare}`);
	const port = url.port === '' ? '' : `:${url.port}`;
	return `${url.protocol}//${loopback(url.hostname)}${port}${withoutEndSlash(url.pathname)}`;
}

function parse(written: string, address: string): URL {
	if (!URL.canParse(address)) throw refuse(written, 'is no address; write it like `http://localhost:5000`');
	const url = new URL(address);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		throw refuse(written, 'must begin with `http://` or `https://`');
	}
	if (url.username !== '' || url.password !== '') {
		// The address goes into histories and runs, where a secret must not be.
		const hidden = `${url.protocol}//…@${url.host}${url.pathname}`;
		throw refuse(hidden, 'must not carry a user or a password; secrets come from the environment');
	}
	return url;
}

function refuse(written: string, why: string): TipBenchError {
	return new TipBenchError('InvalidConfig', `The address \`${written}\` ${why}.`);
}

/** `::1` and `[::1]` alike; `:11434` means this machine. */
function bracketIpv6(authority: string): string {
	if (/^:\d+$/.test(authority)) return `127.0.0.1${authority}`;
	return /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(authority) ? `[${authority}]` : authority;
}

function loopback(host: string): string {
	if (host === '0.0.0.0') return '127.0.0.1';
	return host === '[::]' ? '[::1]' : host;
}

function withoutEndSlash(path: string): string {
	return path.replace(/\/+$/, '');
}
