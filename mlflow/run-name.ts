import type { Cell } from '../domain/bench/cell';
import { bytesOf, clipBytes } from '../domain/clip';

/** MLflow keeps 250 characters of a run's name; on PostgreSQL the limit was seen to be bytes. */
export const longestRunName = 250;

const separator = ' × ';

/**
 * The name of a cell's run: first what tells it from its neighbours, since lists cut names at their end. Where the parts
 * are too long together the longest are cut, so that none of them vanishes.
 */
export function runNameOf({ prompt, scenario, repeat, model }: Pick<Cell, 'prompt' | 'scenario' | 'repeat' | 'model'>) {
	const mark = repeat === 0 ? '' : ` #${repeat + 1}`;
	const room = longestRunName - 2 * bytesOf(separator) - bytesOf(mark);
	const [first = '', second = '', third = ''] = fitted([prompt.name, scenario.name, model.name], room);
	return [first, `${second}${mark}`, third].join(separator);
}

/** Texts of at most so many bytes together: those that are short stay whole, the others share what is left. */
function fitted(texts: readonly string[], room: number): string[] {
	const fits = (share: number) => texts.reduce((sum, text) => sum + Math.min(bytesOf(text), share), 0) <= room;
	let share = room;
	while (!fits(share)) share -= 1;
	return texts.map((text) => clipBytes(text, share));
}
