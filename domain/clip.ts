/** A text of at most so many UTF-16 units; one that was longer ends in `…`, and no character is cut apart. */
export function clipText(text: string, most: number): string {
	return text.length <= most ? text : `${takeWhile(text, most - 1, (character) => character.length)}…`;
}

/** A text of at most so many bytes of UTF-8; one that was longer ends in `…`, and no character is cut apart. */
export function clipBytes(text: string, most: number): string {
	if (bytesOf(text) <= most) return text;
	return `${takeWhile(text, most - bytesOf('…'), bytesOf)}…`;
}

/** How many bytes of UTF-8 a text takes. */
export function bytesOf(text: string): number {
	let bytes = 0;
	for (const character of text) {
		const point = character.codePointAt(0) ?? 0;
		bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	}
	return bytes;
}

function takeWhile(text: string, most: number, sizeOf: (character: string) => number): string {
	let size = 0;
	let end = 0;
	for (const character of text) {
		size += sizeOf(character);
		if (size > most) break;
		end += character.length;
	}
	return text.slice(0, end);
}
