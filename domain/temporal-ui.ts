/**
 * The Temporal UI's address, from TEMPORAL_UI_URL. It goes into runs as a link, so one with a user or a password is none.
 * @returns without a slash at the end; `null` where it is not set, or is no HTTP address
 */
export function readTemporalUi(text: string | undefined): string | null {
	const written = text?.trim() ?? '';
	if (!URL.canParse(written)) return null;
	const { protocol, username, password, origin, pathname } = new URL(written);
	if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return null;
	return `${origin}${pathname}`.replace(/\/+$/, '');
}

/** The page of a workflow in the Temporal UI; the address has no character that means something in Markdown. */
export function workflowPage(ui: string, namespace: string, workflowId: string): string {
	return `${ui}/namespaces/${inMarkdown(namespace)}/workflows/${inMarkdown(workflowId)}`;
}

function inMarkdown(text: string): string {
	const encoded = encodeURIComponent(text.toWellFormed());
	return encoded.replace(/[!'()*_~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
