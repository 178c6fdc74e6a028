import type { Key, KeyName } from '../../domain/judging/sitting/keys';

/** What of a browser's event says which key it was. */
export interface KeyPress {
	readonly key: string;
	readonly code: string;
	readonly repeat: boolean;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
	readonly shiftKey: boolean;
	readonly isComposing: boolean;
}

/** What has the focus: something that one writes in, something that a key activates, or neither. */
export type Focus = 'field' | 'control' | 'page';

const names: Readonly<Record<string, KeyName>> = { Enter: 'enter', Backspace: 'backspace', Escape: 'escape' };

/**
 * The key of a sitting that somebody pressed; `null` for none: a key that is held down, one with a modifier, one that is
 * typed into a field, or one that activates what has the focus.
 */
export function keyOf(press: KeyPress, focus: Focus): Key | null {
	const { key, code, repeat, ctrlKey, metaKey, altKey, shiftKey, isComposing } = press;
	if (repeat || ctrlKey || metaKey || altKey || isComposing || focus === 'field') return null;
	if (focus === 'control' && (key === 'Enter' || key === ' ')) return null;
	const name = names[key];
	if (name !== undefined) return { is: 'name', name };
	// On some keyboards, such as the French one, digits are written with the shift key, and nobody holds it here.
	const digit = shiftKey ? undefined : /^Digit(\d)$/.exec(code)?.[1];
	if (digit !== undefined) return { is: 'text', text: digit };
	return [...key].length === 1 && key !== ' ' ? { is: 'text', text: key } : null;
}

/** @param element what has the focus */
export function focusOn(element: Element | null): Focus {
	if (element === null) return 'page';
	if (element.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]'))
		return 'field';
	return element.closest('button, a[href], summary, input, [role=button]') === null ? 'page' : 'control';
}
