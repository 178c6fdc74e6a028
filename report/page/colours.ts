/** Blues of rising darkness, and on each the ink that reads on it. */
const light = ['#f2f6fc', '#dce8f6', '#c3d9ef', '#a3c6e6', '#7cafdb', '#5796cc', '#2e71af', '#1d5f9e', '#0b427a'];
const dark = ['#131c27', '#17293d', '#1c3855', '#234b70', '#2d618f', '#3a74a8', '#5f99cb', '#8bbbe4', '#c4e0f9'];
const darkInk = '#111820';
const lightInk = '#ffffff';

function heat(colours: readonly string[], inkAt: (step: number) => string): string {
	return colours.map((colour, step) => `--h${step}:${colour};--on${step}:${inkAt(step)}`).join(';');
}

/** `--page`, `--ink` and the others that the page and its plots are drawn in, on light pages and on dark ones. */
export const lightColours = `--page:#ffffff;--ink:#1b1f24;--muted:#56606b;--line:#d5dbe1;--soft:#f4f6f8;--accent:#0b5cad;--warn:#8a3b00;${heat(light, (step) => (step < 6 ? darkInk : lightInk))}`;
export const darkColours = `--page:#0f1419;--ink:#e8ecf0;--muted:#a3adb8;--line:#333d48;--soft:#182028;--accent:#6cb6ff;--warn:#ffb27a;${heat(dark, (step) => (step < 6 ? lightInk : darkInk))}`;
