const textFields = ['tip', 'text'];

/**
 * The text of a list item that is an object: its only text, or else the one under `tip` or `text`.
 * @param json the object as the model wrote it
 * @returns trimmed; `undefined` where the object is broken or does not say which of its texts is meant
 */
export function textOfItem(json: string): string | undefined {
	const texts = textsOf(json);
	const chosen = texts.length === 1 ? texts[0] : textFields.flatMap((name) => texts.filter(([key]) => key === name))[0];
	return chosen?.[1].trim();
}

/** The texts of an object whose members are all numbered texts, such as `{"tip_1": "…", "tip_2": "…"}`; else none. */
export function textsOfNumbered(json: string): string[] {
	const texts = textsOf(json);
	const numbered = texts.every(([key]) => /^[a-z]{0,20}[ _-]?\d{1,3}$/i.test(key));
	return numbered ? texts.map(([, text]) => text.trim()).filter((text) => text !== '') : [];
}

function textsOf(json: string): [string, string][] {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		return [];
	}
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
	return Object.entries(value).filter((member): member is [string, string] => typeof member[1] === 'string');
}
