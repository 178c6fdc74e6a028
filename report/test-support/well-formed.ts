const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[\w:-]+(?:="[^"<>]*")?)*)\s*(\/?)>/gi;
const single = ['meta', 'br'];

/**
 * What is wrong with markup of our own: a `<` or `>` that is no tag's, or a tag that is not closed in its turn. Empty where
 * it is well formed, so that nothing a model wrote can have become a tag.
 */
export function markupFaults(markup: string): string[] {
	const text = markup.replace(/^<!doctype html>/i, '');
	const open: string[] = [];
	const faults: string[] = [];
	for (const [, closing, name = '', , alone] of text.matchAll(tag)) {
		if (alone || single.includes(name)) continue;
		if (closing === '') open.push(name);
		else if (open.pop() !== name) faults.push(`</${name}> closes nothing`);
	}
	const loose = text.replaceAll(tag, '').match(/.{0,40}[<>].{0,40}/);
	return [...faults, ...open.map((name) => `<${name}> is not closed`), ...(loose === null ? [] : [loose[0]])];
}

/** The names of all tags in a markup, each once. */
export function tagNames(markup: string): Set<string> {
	return new Set([...markup.matchAll(tag)].map(([, , name = '']) => name));
}
