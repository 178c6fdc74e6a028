import type { Key, KeyName } from '../../domain/judging/sitting/keys';

/** A key as Node's readline tells it. */
export interface ReadKey {
	readonly name?: string | undefined;
	readonly ctrl?: boolean | undefined;
	readonly meta?: boolean | undefined;
	readonly sequence?: string | undefined;
}

/** What the terminal itself is asked for. */
export type TerminalKey = { readonly is: 'suspend' } | { readonly is: 'redraw' };

const names: Readonly<Record<string, KeyName>> = {
	return: 'enter',
	enter: 'enter',
	escape: 'escape',
	backspace: 'backspace',
	delete: 'delete',
	left: 'left',
	right: 'right',
	up: 'up',
	down: 'down',
	home: 'home',
	end: 'end',
	pageup: 'page-up',
	pagedown: 'page-down',
	tab: 'tab',
};

const withCtrl: Readonly<Record<string, KeyName>> = {
	c: 'interrupt',
	d: 'interrupt',
	u: 'cut-line',
	w: 'cut-word',
	a: 'home',
	e: 'end',
	h: 'backspace',
};

/** Makes keys of what Node's readline tells, with what is pasted as one of them. */
export function createKeyReader(
	onKey: (key: Key | TerminalKey) => void,
): (text: string | undefined, key: ReadKey) => void {
	/** What was pasted so far; `null` while nothing is. */
	let pasted: string | null = null;
	return (text, key) => {
		if (key.name === 'paste-start') {
			pasted = '';
		} else if (key.name === 'paste-end') {
			if (pasted !== null) onKey({ is: 'paste', text: pasted });
			pasted = null;
		} else if (pasted !== null) {
			pasted += text ?? key.sequence ?? '';
		} else {
			const read = keyOf(text, key);
			if (read !== null) onKey(read);
		}
	};
}

function keyOf(text: string | undefined, { name = '', ctrl = false, meta = false }: ReadKey): Key | TerminalKey | null {
	if (ctrl && name === 'z') return { is: 'suspend' };
	if (ctrl && name === 'l') return { is: 'redraw' };
	const known = ctrl ? withCtrl[name] : Object.hasOwn(names, name) ? names[name] : undefined;
	if (known !== undefined) return { is: 'name', name: known };
	if (ctrl || meta || text === undefined || /\p{Cc}/u.test(text)) return null;
	return { is: 'text', text };
}
