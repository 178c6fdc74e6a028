import type { ReadEntry } from '../entry';
import type { JudgeEntry, JudgeFile } from '../judge-file';
import type { JudgeFileReader } from '../judge-file-reader';
import { createDocumentReader } from '../lenient-json/document';
import type { Mends } from '../lenient-json/mends';
import type { Place } from '../lenient-json/place';
import { type Located, memberOf, type ObjectNode } from '../lenient-json/tree';
import { readEntry } from '../read-entry';
import { createFrameGatherer, type FrameCells, frameColumns } from './row-frame';

/** An entry as a line of JSON, with what it says of the whole file. */
export function entryLine(frame: Omit<JudgeFile, 'runs'>, entry: JudgeEntry): string {
	const { by, experiment, experiment_id, rubric, exported_at } = frame;
	const whole = { by, experiment, experiment_id, rubric: rubric.name, rubric_hash: rubric.hash, exported_at };
	return `${JSON.stringify({ ...entry, ...whole })}\n`;
}

/** Reads a file that has an entry a line, as JSON. What follows the last line break is no line yet. */
export function createLinesReader(mends: Mends): JudgeFileReader {
	const gatherer = createFrameGatherer('member', mends);
	const faults: string[] = [];
	let [rest, line, at] = ['', 0, 0];
	const take = (text: string): ReadEntry[] => {
		line += 1;
		if (isNothing(text)) return [];
		const read = readLine(text, { line, at }, mends);
		at += 1;
		faults.push(...read.faults);
		if (read.root === null) return [];
		gatherer.add(wholeOf(read.root));
		const members = read.root.members.filter(({ name }) => !frameColumns.some((each) => each === name));
		return [readEntry(at - 1, { ...read.root, members }, mends)];
	};
	return {
		push(piece) {
			const lines = (rest + piece).split('\n');
			rest = lines.pop() ?? '';
			return lines.flatMap(take);
		},
		end() {
			const frame = gatherer.frame();
			return { frame, faults: [...faults, ...gatherer.faults], remarks: [], mends };
		},
	};
}

/** Blank, or the fence that an assistant puts around it. */
function isNothing(text: string): boolean {
	return /^\s*(?:`{3,}\w*|\ufeff)?\s*$/.test(text);
}

function readLine(text: string, { line, at }: { line: number; at: number }, mends: Mends) {
	const reader = createDocumentReader(mends, () => false);
	reader.push(text.replace(/,\s*$/, ''));
	const { root, faults, remarks } = reader.end();
	const said = remarks.map(({ text: words }) => `${JSON.stringify(words.slice(0, 80))} is no part of an entry`);
	return {
		root: root === null ? null : (moved(root, line) as ObjectNode),
		faults: [...faults, ...said].map((fault) => `line ${line}, runs[${at}]: ${fault.replace(/^line 1, /, '')}`),
	};
}

/** A line of its own begins at line 1. */
function moved(node: Located, line: number): Located {
	const place: Place = { line, column: node.place.column };
	if (node.kind === 'list') return { ...node, place, items: node.items.map((item) => moved(item, line)) };
	if (node.kind !== 'object') return { ...node, place };
	const members = node.members.map(({ name, place: from, value }) => {
		return { name, place: { line, column: from.column }, value: moved(value, line) };
	});
	return { kind: 'object', members, place };
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
