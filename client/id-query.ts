/**
 * What Temporal's queries do not find, as letters of an id: it writes them otherwise than it reads them (server 1.29 and
 * 1.32 alike).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unfound = /["\\\x00-\x1f\x7f]/;

/**
 * A condition on workflow ids for a query of Temporal's: those that begin so. An id may hold anything, and case may be passed
 * over: more ids than those can come, so look at each.
 */
export function idBegins(prefix: string): string {
	const [findable = ''] = prefix.split(unfound, 1);
	return `WorkflowId STARTS_WITH '${findable.replaceAll("'", "\\'")}'`;
}
