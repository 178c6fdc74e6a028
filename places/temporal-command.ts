import { quoted } from '../domain/wording';
import { outside } from '../machine/outside';
import type { Addresses } from './addresses';

/** How the `temporal` command is written so that it reaches the same server, by whoever reads our messages. */
export function temporalCommand({ namespace, credentials, ...seen }: Addresses): string {
	const temporal = outside().temporal ?? seen.temporal;
	const isDefault = /^(localhost|127\.0\.0\.1):7233$/.test(temporal);
	const address = isDefault ? '' : `TEMPORAL_ADDRESS=${temporal} `;
	// `https://` in an address is ours alone; what else means TLS the command reads by itself.
	const tls = credentials?.tls === true && credentials.apiKey === undefined ? ' --tls' : '';
	return `${address}temporal${tls}${namespace === 'default' ? '' : ` --namespace ${quoted(namespace)}`}`;
}
