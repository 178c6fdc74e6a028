import type { ScaleText } from '../../domain/judging/scale-text';
import type { Key } from '../../domain/judging/sitting/keys';
import type { Sitting } from '../../domain/judging/sitting/sitting';

/** Which part of the screen the arrow keys move. */
export type Pane = 'item' | 'scale';

/** How far each part of the screen is scrolled, in lines from its top. */
export interface View {
	readonly pane: Pane;
	readonly item: number;
	readonly scale: number;
}

/** All that is on the screen. */
export interface Shown {
	readonly sitting: Sitting;
	readonly view: View;
	readonly experiment: string;
	readonly by: string;
	readonly texts: ReadonlyMap<string, ScaleText>;
	readonly progress: Progress;
}

/** How far a sitting is. */
export interface Progress {
	/** Scored in this sitting. */
	readonly scored: number;
	/** Items that still wait; `null` where nobody knows yet. */
	readonly left: number | null;
	/** Whether `left` is counted, or as good as can be said so far. */
	readonly exact: boolean;
	/** Seconds an item, and whether that is what a sitting usually takes, for want of this judge's own pace. */
	readonly secondsEach: number;
	readonly usual: boolean;
	/** What is done but not stored yet, and why nothing can be stored now, if so. */
	readonly unstored: number;
	readonly trouble: string | null;
	/** Whether more items may come. */
	readonly reading: boolean;
}

export const topView: View = { pane: 'item', item: 0, scale: 0 };

/** Lines that a pane is tall, for keys that go a page. */
export interface PaneSizes {
	readonly item: { readonly height: number; readonly lines: number };
	readonly scale: { readonly height: number; readonly lines: number };
}

/** Moves what is seen; `null` where the key does not. */
export function moveView(view: View, key: Key, sizes: PaneSizes): View | null {
	if (key.is !== 'name') return null;
	if (key.name === 'tab') return { ...view, pane: view.pane === 'item' ? 'scale' : 'item' };
	const { height, lines } = sizes[view.pane];
	const most = Math.max(0, lines - height);
	const at = Math.min(view[view.pane], most);
	const page = Math.max(1, height - 1);
	const to = { up: at - 1, down: at + 1, 'page-up': at - page, 'page-down': at + page, home: 0, end: most };
	const wanted = (to as Partial<Record<string, number>>)[key.name];
	if (wanted === undefined) return null;
	return { ...view, [view.pane]: Math.min(most, Math.max(0, wanted)) };
}
