/** Takes a judge file's text piece by piece, so that one of any length can be read. */
export interface JudgeFileSplitter {
	/** @returns the JSON of the entries that this piece made whole, in their order */
	push(text: string): string[];
	/** The file without the entries that {@link push} gave: whoever parses it sees whether the rest is whole. */
	rest(): string;
}

/** An entry is an object in the list `runs` of the file, however it is laid out: at this depth of brackets. */
const listDepth = 2;

/** A splitter that has seen nothing yet. */
export function createSplitter(): JudgeFileSplitter {
	const marksIn = createMarks();
	let depth = 0;
	let inRuns = false;
	let entry: string | null = null;
	let rest = '';
	const keep = (text: string) => {
		if (entry === null) rest += text;
		else entry += text;
	};
	const open = (mark: string) => {
		if (inRuns && depth === listDepth && mark === '{') entry = '';
		depth += 1;
		if (depth === listDepth) inRuns = mark === '[' && /"runs"\s*:\s*$/.test(rest.slice(-100));
	};
	/** @returns the entry that this bracket ends */
	const close = (): string | null => {
		depth -= 1;
		if (depth < listDepth) inRuns = false;
		if (entry === null || depth > listDepth) return null;
		const whole = entry;
		entry = null;
		return whole;
	};
	return {
		push(text) {
			const entries: string[] = [];
			let from = 0;
			for (const at of marksIn(text)) {
				const mark = text.charAt(at);
				keep(text.slice(from, at));
				from = at;
				if (mark === '{' || mark === '[') open(mark);
				else if (mark === ',') from += inRuns && depth === listDepth ? 1 : 0;
				else {
					const whole = close();
					if (whole === null) continue;
					entries.push(whole + mark);
					from += 1;
				}
			}
			keep(text.slice(from));
			return entries;
		},
		rest: () => rest + (entry ?? ''),
	};
}

/** Finds the brackets and commas that are not inside of a text, which may go on from one piece to the next. */
function createMarks(): (piece: string) => Generator<number> {
	let inText = false;
	let escaped = false;
	return function* (piece) {
		for (let at = 0; at < piece.length; at += 1) {
			const letter = piece.charAt(at);
			if (inText) {
				if (letter === '"' && !escaped) inText = false;
				escaped = letter === '\\' && !escaped;
			} else if (letter === '"') inText = true;
			else if ('{}[],'.includes(letter)) yield at;
		}
	};
}
