import { maskedAddress } from '../machine/masked-address';
import { clipText } from './clip';
import { TipBenchError } from './errors';

/** Where MLflow is when nobody says. */
export const defaultMlflowUrl = 'http://localhost:5000';

/**
 * An Ollama address, read as Ollama reads `OLLAMA_HOST` (`envconfig.Host`): quotes and spaces around it are taken off, the
 * scheme may be missing, a missing port or one that is none is 11434 (80 or 443 where `http://` or `https://` is written),
 * an address to listen on (`0.0.0.0`, `::`) becomes the loopback one, a path is kept. The result always names its port and
 * never ends in a slash.
 * @param source the key or the variable that holds it, for the message
 * @throws TipBenchError InvalidConfig when no address can be read, or when it carries user info, which is not repeated
 */
export function readOllamaUrl(text: string, source = '`ollama_url`'): string {
	const { bare, scheme, rest, authority, host, written, usual } = ollamaParts(text);
	if (hasBrokenScheme(bare)) throw refuse(source, bare, brokenScheme);
	if (bare === 'ollama.com') return 'https://ollama.com:443';
	const port = isPort(written) ? Number(written) : usual;
	if (authority.includes('@')) throw refuse(source, bare, noUserInfo);
	const address = `${scheme ?? 'http'}://${host || '127.0.0.1'}:${port}${rest.slice(authority.length)}`;
	const url = parse(source, bare, address);
	return `${url.protocol}//${loopback(url.hostname)}:${port}${withoutEndSlash(url.pathname)}`;
}

/**
 * What to say of an Ollama address whose port is none, which Ollama itself passes over; `null` of any other.
 * @param source as for {@link readOllamaUrl}
 */
export function ollamaPortNote(text: string, source = '`ollama_url`'): string | null {
	const { bare, authority, written, usual } = ollamaParts(text);
	if (written === '' || isPort(written) || authority.includes('@')) return null;
	// Somebody may have meant user and password.
	const what = /@|%40/.test(bare) ? 'what stands behind the host' : `\`${clipText(written, 40)}\``;
	return `${source}: ${what} is no port from 0 to 65535; ${usual} was taken, as Ollama does`;
}

function ollamaParts(text: string) {
	const bare = text
		.trim()
		.replace(/^["']+|["']+$/g, '')
		.trim();
	const [, scheme, rest = ''] = /^(?:(.*?):\/\/)?(.*)$/s.exec(bare) ?? [];
	const [authority = ''] = rest.split(/[/?#]/);
	const usual = { http: '80', https: '443' }[scheme ?? ''] ?? '11434';
	const [host, written] = splitHost(authority);
	return { bare, scheme, rest, authority, host, written, usual };
}

function isPort(written: string): boolean {
	return /^\+?\d+$/.test(written) && Number(written) <= 65_535;
}

/**
 * The address of an MLflow tracking server: the scheme may be missing, a path (`--static-prefix`) is kept, a trailing
 * slash and the `#…` of a page's address are not. What else MLflow's own client takes (a folder, a database, Databricks)
 * needs MLflow's library, not a server, and is refused.
 * @param source the key or the variable that holds it, for the message
 * @throws TipBenchError InvalidConfig when it is not an HTTP address, or when it carries user info, which is not repeated
 */
export function readMlflowUrl(text: string, source = '`mlflow_url`'): string {
	return readServerUrl(text, source, needsServer);
}

/**
 * The address of a `tip-bench serve`, read as that of MLflow is: behind a proxy it may have a path.
 * @param source the key that holds it, for the message
 * @throws TipBenchError InvalidConfig when it is not an HTTP address, or when it carries user info, which is not repeated
 */
export function readServeUrl(text: string, source = '`serve_url`'): string {
	return readServerUrl(text, source, () => 'is none of a server: write it like `http://localhost:8700`');
}

/** @param otherwise what to say of what is no HTTP address */
function readServerUrl(text: string, source: string, otherwise: (written: string) => string): string {
	const bare = text.trim();
	if (hasBrokenScheme(bare)) throw refuse(source, bare, brokenScheme);
	if (/^:?\d{1,5}$/.test(bare))
		throw refuse(source, bare, 'is a port and no host; write it like `http://localhost:5000`');
	const withoutScheme = !/^[a-z][a-z0-9+.-]*:\//i.test(bare);
	if (withoutScheme && !isHostAndPort(bare)) throw refuse(source, bare, otherwise(bare));
	const url = parse(source, bare, withoutScheme ? `http://${bare}` : bare, otherwise(bare));
	const port = url.port === '' ? '' : `:${url.port}`;
	return `${url.protocol}//${loopback(url.hostname)}${port}${withoutEndSlash(url.pathname)}`;
}

const brokenScheme = 'begins with a scheme that is not written `http://` or `https://`, once';

/** `http//host`, `http:/host`, `http:///host`, `http://http://host`: else a host by the name `http` would be looked for. */
function hasBrokenScheme(written: string): boolean {
	return /^https?(?:\/\/|:\/(?!\/)|:\/{3}|:\/\/https?:)/i.test(written);
}

const noUserInfo = 'must not carry a user or a password; secrets come from the environment';

function parse(
	source: string,
	written: string,
	address: string,
	otherwise = 'must begin with `http://` or `https://`',
) {
	const scheme = /^([^/?#]*?):\/\//.exec(address)?.[1]?.toLowerCase();
	if (scheme !== 'http' && scheme !== 'https') throw refuse(source, written, otherwise);
	if (!URL.canParse(address)) throw refuse(source, written, 'is no address; write it like `http://localhost:5000`');
	const url = new URL(address);
	if (url.username !== '' || url.password !== '') throw refuse(source, written, noUserInfo);
	return url;
}

/** Never with a user or a password: the message goes into histories and logs. */
function refuse(source: string, written: string, why: string): TipBenchError {
	return new TipBenchError('InvalidConfig', `${source}: the address \`${maskedAddress(written)}\` ${why}.`);
}

/**
 * A word alone is a folder to MLflow, or `databricks`; a host says so by its port, its dots, or by being this machine.
 * Host, then port, then path.
 */
function isHostAndPort(written: string): boolean {
	const [authority = ''] = written.split(/[/?#]/);
	if (/\.(db|sqlite3?|ya?ml|json)$/i.test(authority) || /^\.|\.$/.test(authority)) return false;
	return /^(localhost|\[.*\])$|[.@]|:\d+$/i.test(authority);
}

function needsServer(written: string): string {
	const how = /^(databricks|uc\b)/i.test(written)
		? 'is Databricks, which only its own client reaches'
		: /^(none|null|undefined|nan|false)$|^$/i.test(written)
			? 'names no server'
			: 'is a folder or a database, which only MLflow itself opens';
	return `${how}; tip-bench needs a server: start one with \`mlflow server\` and give its address, like \`${defaultMlflowUrl}\``;
}

/** Host and port as Go's `net.SplitHostPort` has them: an IPv6 address in brackets, `::1` and `[::1]` alike. */
function splitHost(authority: string): [host: string, port: string] {
	const inBrackets = /^\[(.*)\]:([^:]*)$/s.exec(authority);
	if (inBrackets !== null) return [`[${inBrackets[1]}]`, inBrackets[2] ?? ''];
	if (/^[^:[\]]*:[^:[\]]*$/.test(authority)) return authority.split(':') as [string, string];
	const inner = authority.replace(/^\[+|\]+$/g, '');
	const mapped = /^::ffff:(\d+(\.\d+){3})$/i.exec(inner)?.[1];
	return [mapped ?? (inner.includes(':') ? `[${inner}]` : authority), ''];
}

function loopback(host: string): string {
	if (host === '0.0.0.0') return '127.0.0.1';
	return host === '[::]' ? '[::1]' : host;
}

function withoutEndSlash(path: string): string {
	return path.replace(/\/+$/, '');
}
