import { clipText } from '../../clip';
import { type Located, memberOf, type ObjectNode } from '../lenient-json/tree';
import { noteText } from '../notes';
import type { Scores } from '../rubric';
import { askedFlags } from '../rubric-rule';
import { shown } from '../score-like';
import { readScore, type Scale } from '../score-values';
import type { Asked } from './question';

/** The scores that an object of an answer has, by name. */
export interface ReadMembers {
	readonly scores: Scores;
	readonly faults: readonly string[];
	/** On one line; `null` where it has none. */
	readonly reason: string | null;
}

/** Characters of a reason that are kept. */
const longestReason = 300;

/** Reads the scores that were asked for out of an object; what else it has is passed over. */
export function readMembers(node: ObjectNode, { rubric }: Asked): ReadMembers {
	const scales: Scale[] = [
		...rubric.dimensions.map((each) => ({ ...each, isFlag: false })),
		...askedFlags(rubric).map((name) => ({ name, min: 0, max: 1, isFlag: true })),
	];
	const scores: Scores = {};
	const faults: string[] = [];
	for (const scale of scales) {
		if (timesNamed(node, scale.name) > 1) {
			faults.push(`${scale.name} stands twice`);
			continue;
		}
		const value = valueNamed(node, scale.name);
		const read = value === null ? { score: null } : readScore(scale, value);
		if (read === null && value !== null) faults.push(outOfRange(scale, value));
		else if (read === null || read.score === null) faults.push(`${scale.name} is missing`);
		// Not -0, which a flag written as `-0` would be.
		else scores[scale.name] = read.score + 0;
	}
	return { scores, faults, reason: reasonOf(node) };
}

/** The value of a member by its name, whatever its case. */
export function valueNamed(node: ObjectNode, name: string): Located | null {
	const exact = memberOf(node, name);
	return (exact ?? node.members.find((each) => each.name.trim().toLowerCase() === name))?.value ?? null;
}

/** How often a member is there, in whatever case its name is written. */
export function timesNamed(node: ObjectNode, name: string): number {
	return node.members.filter((each) => each.name.trim().toLowerCase() === name).length;
}

function outOfRange({ name, min, max }: Scale, value: Located): string {
	return `${name} must be a whole number from ${min} to ${max}, but is ${shown(value)}`;
}

function reasonOf(node: ObjectNode): string | null {
	const found = valueNamed(node, 'reason');
	const text = found === null ? '' : noteText(found);
	const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
	return line === '' ? null : clipText(line, longestReason);
}
