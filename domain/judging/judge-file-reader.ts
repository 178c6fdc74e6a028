import type { ReadEntry } from './entry';
import { type JudgeFrame, readFrame } from './file-frame';
import { createDocumentReader, type Remark } from './lenient-json/document';
import type { Mends } from './lenient-json/mends';
import type { Path } from './lenient-json/tree';
import { readEntry } from './read-entry';

/** Reads a judge file's text piece by piece, so that one of any length can be read. */
export interface JudgeFileReader {
	/** @returns the entries that this piece made whole, in their order */
	push(piece: string): ReadEntry[];
	/** Call it when all was pushed. */
	end(): ReadRest;
}

/** What a judge file holds beside its entries. */
export interface ReadRest {
	/** `null` where it cannot be read; then there are faults. */
	readonly frame: JudgeFrame | null;
	/** Those that are in no one entry, with their places. */
	readonly faults: readonly string[];
	/** Words that are no part of it: comments, talk around the file, members that it does not have. */
	readonly remarks: readonly Remark[];
	/** What was read otherwise than it was written. */
	readonly mends: Mends;
}

/** A reader that has seen nothing; what is mended comes to those `mends`. */
export function createJudgeFileReader(mends: Mends): JudgeFileReader {
	let entries: ReadEntry[] = [];
	const document = createDocumentReader(mends, (path, item) => {
		if (!isEntry(path)) return false;
		entries.push(readEntry(Number(path[1]), item, mends));
		return true;
	});
	return {
		push(piece) {
			entries = [];
			document.push(piece);
			return entries;
		},
		end() {
			const { root, faults, remarks } = document.end();
			const read = root === null ? { frame: null, faults: [], remarks: [] } : readFrame(root, mends);
			return {
				frame: read.frame,
				faults: [...faults, ...read.faults],
				remarks: [...remarks, ...read.remarks],
				mends,
			};
		},
	};
}

function isEntry(path: Path): boolean {
	return path.length === 2 && path[0] === 'runs';
}
