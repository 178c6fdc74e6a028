import { median } from '../observe/statistics';

/** What a judge's engine reads of its prompts, in times of the first one. */
export interface Reading {
	/** Milliseconds. */
	readonly first: number;
	/** Of the later ones, in times of the first: the middle, and the largest. */
	readonly middle: number;
	readonly largest: number;
}

/** How a pass read its prompts; `null` for fewer than two. */
export function readingOf(promptEvalMs: readonly number[]): Reading | null {
	const [first, ...later] = promptEvalMs;
	if (first === undefined || later.length === 0) return null;
	return { first, middle: median(later) / first, largest: Math.max(...later) / first };
}
