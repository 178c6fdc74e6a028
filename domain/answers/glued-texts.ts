import type { Value } from './lenient-value';

/** A member of a list or an object as it was read. */
export interface Member {
	readonly name: string;
	readonly value: Value;
	/** Whether a comma or the like stands before it. */
	readonly parted: boolean;
}

/**
 * The members, with texts that follow each other without a comma as one where a program would take them so:
 * `["Rest " "now.", "Eat."]`.
 * @param isInner whether they stand in round brackets within a list, where texts without commas are always one
 */
export function gluedTexts(members: readonly Member[], isInner: boolean): [name: string, value: Value][] {
	const areParted = members.some(({ parted }, at) => at > 0 && parted);
	const glued: [string, Value][] = [];
	for (const { name, value, parted } of members) {
		const last = glued.at(-1);
		const before = last?.[1];
		if (last === undefined || before?.kind !== 'text' || value.kind !== 'text' || parted || name !== '') {
			glued.push([name, value]);
		} else if ((isInner && !areParted) || isOne(before.text, value.text, areParted)) {
			last[1] = { ...value, text: before.text + value.text };
		} else glued.push([name, value]);
	}
	return glued;
}

/** Where all commas are missing, only a text that a sentence goes on behind is a piece. */
function isOne(before: string, next: string, areParted: boolean): boolean {
	return areParted ? /\s$/.test(before.slice(-1)) || /^\s/.test(next) : /[\p{L}\p{N},]\s{1,4}$/u.test(before.slice(-5));
}
