import type { z } from 'zod';
import { readStrangers } from './frame-strangers';
import { type JudgeFile, judgeFileSchema } from './judge-file';
import type { Remark } from './lenient-json/document';
import type { Mends } from './lenient-json/mends';
import { placeWords } from './lenient-json/place';
import { type Located, memberOf, type ObjectNode, pathWords, plainOf } from './lenient-json/tree';
import { shown } from './score-like';

/** A judge file without its entries. */
export type JudgeFrame = Omit<JudgeFile, 'runs'>;

const frameSchema = judgeFileSchema.omit({ runs: true });
const frameNames = [...Object.keys(frameSchema.shape), 'runs'];

/** What stands around the entries of a judge file. */
export interface ReadFrame {
	/** `null` where a part of it is missing or wrong; then there are faults. */
	readonly frame: JudgeFrame | null;
	/** With their places. */
	readonly faults: readonly string[];
	/** Words in it that are no part of a judge file. */
	readonly remarks: readonly Remark[];
}

/** Reads what stands around the entries of a judge file. */
export function readFrame(root: ObjectNode, mends: Mends): ReadFrame {
	const [format, runs] = [memberOf(root, 'format')?.value, memberOf(root, 'runs')?.value];
	if (format === undefined && runs === undefined) {
		const fault = `${placeWords(root.place)}: what begins here is no judge file: it has neither format nor runs`;
		return { frame: null, faults: [fault], remarks: [] };
	}
	const { faults, remarks } = readStrangers(root, frameNames, mends);
	if (runs === undefined) faults.push(`${placeWords(root.place)}: runs is missing`);
	else if (runs.kind !== 'list') {
		faults.push(`${placeWords(runs.place)}, runs: must be a list of entries in brackets, but is ${shown(runs)}`);
	}
	const parsed = frameSchema.safeParse(frameValue(root, mends));
	if (parsed.success) return { frame: parsed.data, faults, remarks };
	const issues = parsed.error.issues.map((issue) => issueWords(root, issue));
	return { frame: null, faults: [...faults, ...issues], remarks };
}

/** The members that the schema knows, where a member that says nothing is as one that was left out. */
function frameValue(root: ObjectNode, mends: Mends): Record<string, unknown> {
	const value: Record<string, unknown> = {};
	for (const { name, value: node } of root.members) {
		if (name === 'experiment_id' && node.kind === 'number') {
			mends.add('experiment_id written as a number', node.place);
			value[name] = node.raw;
		} else if (node.kind !== 'null') value[name] = plainOf(node);
	}
	if (value.by === undefined) mends.add('by left out, read as claude-code-session', root.place);
	if (value.judge_kinds === undefined) value.judge_kinds = [];
	const { rubric } = value;
	if (typeof rubric === 'object' && rubric !== null && !('text' in rubric)) value.rubric = { ...rubric, text: '' };
	return value;
}

const kinds: Readonly<Record<string, string>> = { string: 'a text in quotes', array: 'a list', object: 'an object' };

function issueWords(root: ObjectNode, issue: z.core.$ZodIssue): string {
	const steps = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
	let node: Located = root;
	for (const step of steps) {
		const next = partOf(node, step);
		if (next === undefined) return `${placeWords(node.place)}: ${pathWords(steps)} is missing`;
		node = next;
	}
	const kind = issue.code === 'invalid_type' ? kinds[issue.expected] : undefined;
	const wrong = kind === undefined ? issue.message : `must be ${kind}, but is ${shown(node)}`;
	return `${placeWords(node.place)}, ${pathWords(steps)}: ${wrong}`;
}

function partOf(node: Located, step: string | number): Located | undefined {
	if (node.kind === 'list') return node.items[Number(step)];
	return node.kind === 'object' ? memberOf(node, String(step))?.value : undefined;
}
