/**
 * A model's name with all that Ollama leaves out: `registry.ollama.ai/library/gemma3:latest` for `gemma3`. Ollama
 * compares names so, whatever their case.
 */
export function wholeName(name: string): string {
	const parts = name.trim().toLowerCase().split('/');
	const last = parts.at(-1) ?? '';
	const model = last.includes(':') ? last : `${last}:latest`;
	const [host = 'registry.ollama.ai', namespace = 'library'] =
		parts.length > 2 ? [parts.slice(0, -2).join('/'), parts.at(-2)] : [undefined, parts.at(-2)];
	return `${host}/${namespace}/${model}`;
}

/** A name as Ollama lists it: without what is left out by default, but always with a tag. */
export function listedName(name: string): string {
	const trimmed = name.trim().replace(/^registry\.ollama\.ai\//i, '');
	const short = trimmed.replace(/^library\//i, '');
	return short.slice(short.lastIndexOf('/') + 1).includes(':') ? short : `${short}:latest`;
}
