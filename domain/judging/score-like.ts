import { nearestName } from '../nearest-name';
import { withPlainDigits } from './lenient-json/bare-word';
import { type Located, type Path, plainOf, type Scalar, scalarsOf } from './lenient-json/tree';

/** The first value within one that may be a score: a number, a yes or no, or a text that is nothing but numbers. */
export function firstScoreLike(node: Located): { path: Path; node: Scalar } | null {
	for (const each of scalarsOf(node)) if (isScoreLike(each.node)) return each;
	return null;
}

/** @see firstScoreLike */
function isScoreLike(node: Located): boolean {
	if (node.kind === 'text') return isNumbersOnly(node.value);
	return node.kind === 'number' || node.kind === 'boolean';
}

/** `4`, `4/5`, `4, 3, 5`, `★★★★☆`: nothing that could be a sentence. */
export function isNumbersOnly(text: string): boolean {
	const plain = withPlainDigits(text);
	return /[\d★⭐]/u.test(plain) && /^[\s\d.,;:/|*★☆⭐()[\]+-]+$/u.test(plain);
}

/** The score that a wrong name most likely means, or `undefined`: one that it holds, or the nearest one. */
export function nearestScore(wrong: string, names: readonly string[]): string | undefined {
	const plain = wrong.toLowerCase().replace(/[^a-z0-9]+/g, '_');
	return names.find((name) => plain.includes(name)) ?? nearestName(wrong, names);
}

/** A value in a message: as JSON, shortened. */
export function shown(node: Located): string {
	const text = node.kind === 'number' ? node.raw : JSON.stringify(plainOf(node));
	return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
}
