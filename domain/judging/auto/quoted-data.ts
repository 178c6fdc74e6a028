/**
 * What opens a mark that a chat template or a tokenizer takes for its own, such as `<|im_start|>`, `</s>` or `[INST]`:
 * those would end our part of the conversation, also inside of quotes. Outside of texts JSON has neither.
 */
const marks = /<|\[(?=\/?[A-Z_]{2,}\])/g;

/**
 * A value as JSON on one line that stays inside of its quotes whatever its texts say: line breaks and quotes are escaped,
 * and so is what opens a mark of a chat template. To whoever reads JSON it says the same.
 */
export function quotedData(value: unknown): string {
	return JSON.stringify(value ?? null).replace(marks, escaped);
}

function escaped(letter: string): string {
	return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
