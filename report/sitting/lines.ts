/** How a line of the screen looks, where the terminal has colours at all. */
export type Look = 'plain' | 'bar' | 'heading' | 'faint' | 'ask' | 'warning';

/** A line of the screen. Its text is safe to send, and never wider than the screen. */
export interface ScreenLine {
	readonly text: string;
	readonly look: Look;
}

export function lineOf(text: string, look: Look = 'plain'): ScreenLine {
	return { text, look };
}
