/**
 * The URL, without a trailing slash, that OLLAMA_HOST means, as Ollama reads it: the scheme may be missing, the port
 * then is 11434, and an address that means "all interfaces" to a server means this machine to a client.
 */
export function ollamaAddress(host: string): string {
	const text = host.trim();
	const scheme = text.match(/^(https?):\/\//)?.[1];
	const rest = scheme ? text.slice(scheme.length + 3) : text;
	const [authority = '', ...folders] = rest.split('/');
	const port = authority.match(/:(\d+)$/)?.[1];
	const name = (port ? authority.slice(0, -port.length - 1) : authority).replace(/:$/, '');
	const usual = scheme === 'https' ? '443' : scheme === 'http' ? '80' : '11434';
	const reachable = ['', '0.0.0.0', '[::]', '::'].includes(name) ? '127.0.0.1' : name;
	const folder = folders.join('/').replace(/\/+$/, '');
	return `${scheme ?? 'http'}://${reachable}:${port ?? usual}${folder ? `/${folder}` : ''}`;
}
