import type { ReadEntry } from '../entry';
import type { JudgeEntry, JudgeFile } from '../judge-file';
import type { JudgeFileReader } from '../judge-file-reader';
import { createDocumentReader, type DocumentReader, type Remark } from '../lenient-json/document';
import { wordsForFiles } from '../lenient-json/document-words';
import type { Mends } from '../lenient-json/mends';
import { memberOf, type ObjectNode } from '../lenient-json/tree';
import { readEntry } from '../read-entry';
import { createFrameGatherer, type FrameCells, frameColumns } from './row-frame';

/** An entry as a line of JSON, with what it says of the whole file. */
export function entryLine(frame: Omit<JudgeFile, 'runs'>, entry: JudgeEntry): string {
	const { by, experiment, experiment_id, rubric, exported_at } = frame;
	const whole = { by, experiment, experiment_id, rubric: rubric.name, rubric_hash: rubric.hash, exported_at };
	return `${JSON.stringify({ ...entry, ...whole })}\n`;
}

const wordsForLines = {
	...wordsForFiles,
	more: (side: string) => `more JSON stands ${side} the entry; give each entry a line of its own`,
	cut: (part: string) => `the entry ends inside of ${part}: it was cut off`,
};

/** An entry whose end has not come yet. */
interface OpenEntry {
	readonly reader: DocumentReader;
	readonly line: number;
}

/**
 * Reads a file that has an entry a line, as JSON, or one after another over several lines each; lines end with LF. Words
 * around them are left out and said. What follows the last line break is no line yet.
 */
export function createLinesReader(mends: Mends): JudgeFileReader {
	const gatherer = createFrameGatherer('member', mends);
	const faults: string[] = [];
	const said: Remark[] = [];
	let open: OpenEntry | null = null;
	let [rest, line, at] = ['', 0, 0];
	const finish = ({ reader, line: from }: OpenEntry): ReadEntry[] => {
		open = null;
		at += 1;
		const { root, faults: found, remarks } = reader.end();
		const words = remarks.map(({ text }) => `${JSON.stringify(text.slice(0, 80))} is no part of an entry`);
		faults.push(...[...found, ...words].map((fault) => withEntry(fault, from, at - 1)));
		if (from < line && root !== null) mends.add('entries over several lines', root.place);
		if (root === null) return [];
		gatherer.add(wholeOf(root));
		const members = root.members.filter(({ name }) => !frameColumns.some((each) => each === name));
		return [readEntry(at - 1, { ...root, members }, mends)];
	};
	const take = (written: string): ReadEntry[] => {
		line += 1;
		const text = open === null ? withoutMark(written, line, mends) : written;
		// An entry that begins inside of another one shows where that was cut off.
		const cut = open !== null && /^\{\s*["'“]?run_id/.test(text) ? finish(open) : [];
		if (open === null) {
			if (isNothing(text)) return cut;
			if (/^\s*[[\],]+\s*$/.test(text)) {
				mends.add('brackets of a list around the entries left out', { line, column: 1 });
				return cut;
			}
			if (!/[{}]|["'”’]\s*:/.test(text)) {
				said.push({ text, place: { line, column: 1 }, path: [] });
				mends.add('words around the entries left out', { line, column: 1 }, text);
				return cut;
			}
			const reader = createDocumentReader(mends, () => false, wordsForLines, { line, column: 1 });
			open = { reader, line };
		}
		const { reader } = open;
		reader.push(text.replace(/,\s*$/, ''));
		if (reader.isDone()) return [...cut, ...finish(open)];
		reader.push(/,\s*$/.test(text) ? ',\n' : '\n');
		// Without a brace no object has begun.
		return text.includes('{') || open.line < line ? cut : [...cut, ...finish(open)];
	};
	return {
		push(piece) {
			const lines = (rest + piece).split('\n');
			rest = lines.pop() ?? '';
			return lines.flatMap(take);
		},
		end() {
			if (open !== null) finish(open);
			const frame = gatherer.frame();
			return { frame, faults: [...faults, ...gatherer.faults], remarks: said, mends };
		},
	};
}

/** An entry without the mark of a list before it: `- `, `3. `, or the one that parts records. */
function withoutMark(text: string, line: number, mends: Mends): string {
	const mark = /^\s*(?:[-*•+]|\d+[.):]|\p{Cc})\s*(?=\{)/u.exec(text)?.[0];
	if (mark === undefined) return text;
	mends.add('marks of a list before entries left out', { line, column: 1 }, mark);
	return ' '.repeat(mark.length) + text.slice(mark.length);
}

/** Blank, or the fence that an assistant puts around it. */
function isNothing(text: string): boolean {
	return /^\s*(?:(?:`{3,}|~{3,})\w*|\ufeff)?\s*$/.test(text);
}

/** `line 3, runs[2]: column 9: …`. */
function withEntry(fault: string, line: number, at: number): string {
	const [, place = `line ${line}`, rest = fault] = /^(line \d+), (.*)$/s.exec(fault) ?? [];
	return `${place}, runs[${at}]: ${rest}`;
}

function wholeOf(root: ObjectNode): FrameCells {
	const cells: FrameCells = {};
	for (const name of frameColumns) {
		const node = memberOf(root, name)?.value;
		if (node?.kind === 'text') cells[name] = { text: node.value.trim(), place: node.place };
		else if (node?.kind === 'number') cells[name] = { text: node.raw, place: node.place };
	}
	return cells;
}
