/** What a gate compares: a model with a prompt version. */
export interface GateRowName {
	readonly model: string;
	readonly prompt: string;
}

/**
 * Reads `MODEL,PROMPT`, from the last comma, since a model's name may hold commas and colons; and `MODEL × PROMPT`, as our
 * own texts write it. Anything else is given back as it is.
 */
export function readRowText(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const [, model, prompt] = /^(.*)(?:,|\s×\s)(.*)$/su.exec(value) ?? [];
	return model === undefined || prompt === undefined ? value : { model: model.trim(), prompt: prompt.trim() };
}

/** As {@link readRowText} reads it. */
export function rowText({ model, prompt }: GateRowName): string {
	return `${model},${prompt}`;
}

/** As people read it. */
export function rowWords({ model, prompt }: GateRowName): string {
	return `${model} × ${prompt}`;
}

/** What a gate is asked, as people read it: which row is to take the place of which. */
export function exchangeWords(candidate: GateRowName | null, baseline: GateRowName): string {
	return `${candidate === null ? 'no candidate' : rowWords(candidate)} for ${rowWords(baseline)}`;
}

export function isSameRow(one: GateRowName, other: GateRowName): boolean {
	return one.model === other.model && one.prompt === other.prompt;
}
