/** What a gate compares: a model with a prompt version. */
export interface GateRowName {
	readonly model: string;
	readonly prompt: string;
}

/**
 * Reads `MODEL,PROMPT`, from the last comma, since a model's name may hold commas and colons. Anything that is no text with
 * a comma is given back as it is.
 */
export function readRowText(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const comma = value.lastIndexOf(',');
	if (comma < 0) return value;
	return { model: value.slice(0, comma).trim(), prompt: value.slice(comma + 1).trim() };
}

/** As {@link readRowText} reads it. */
export function rowText({ model, prompt }: GateRowName): string {
	return `${model},${prompt}`;
}

/** As people read it. */
export function rowWords({ model, prompt }: GateRowName): string {
	return `${model} × ${prompt}`;
}

export function isSameRow(one: GateRowName, other: GateRowName): boolean {
	return one.model === other.model && one.prompt === other.prompt;
}
