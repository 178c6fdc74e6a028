/**
 * An address, or what was meant as one, as it may be shown: user and password are a `…`, and so is what stands behind `?`
 * or `#`, where people put tokens.
 */
export function maskedAddress(written: string): string {
	const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/{1,3})?(.*)$/is.exec(written) ?? [];
	// What of it is a password and what a query, nobody can tell.
	if (/[?#].*@/s.test(rest)) return `${scheme}…`;
	return scheme + rest.replace(/^.*@/s, '…@').replace(/([?#]).+$/s, '$1…');
}
