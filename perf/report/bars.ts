/** A bar of a chart. */
interface Bar {
	readonly label: string;
	readonly value: number;
	/** How the value is written at its end. */
	readonly text: string;
	/** Ours stand out. */
	readonly ours: boolean;
}

/** Bars that share a scale. */
export interface Panel {
	readonly title: string;
	readonly bars: readonly Bar[];
}

const width = 800;
const labelWidth = 250;
const textWidth = 130;
const barHeight = 20;
const gap = 6;
const titleHeight = 34;

/** Panels of horizontal bars, one below the other, as an SVG that reads on light and dark pages. */
export function drawBars(title: string, panels: readonly Panel[]): string {
	const parts: string[] = [];
	let top = 40;
	for (const panel of panels) {
		parts.push(text(16, top + 14, panel.title, 'class="panel"'));
		top += titleHeight - 8;
		const largest = Math.max(...panel.bars.map(({ value }) => value), Number.MIN_VALUE);
		for (const bar of panel.bars) {
			parts.push(drawBar(bar, top, ((width - labelWidth - textWidth) * bar.value) / largest));
			top += barHeight + gap;
		}
		top += 14;
	}
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" role="img">`,
		`<title>${escaped(title)}</title>`,
		'<style>text{font:13px system-ui,sans-serif;fill:#1f2328}.panel,.ours{font-weight:600}.title{font-size:16px;font-weight:600}</style>',
		`<rect width="${width}" height="${top}" fill="#ffffff"/>`,
		text(16, 26, title, 'class="title"'),
		...parts,
		'</svg>',
		'',
	].join('\n');
}

function drawBar({ label, text: value, ours }: Bar, top: number, length: number): string {
	const middle = top + barHeight / 2 + 5;
	const style = ours ? 'class="ours"' : '';
	return [
		text(labelWidth - 10, middle, label, `text-anchor="end" ${style}`),
		`<rect x="${labelWidth}" y="${top}" width="${Math.max(1, length).toFixed(1)}" height="${barHeight}" rx="2" fill="${ours ? '#0969da' : '#afb8c1'}"/>`,
		text(labelWidth + Math.max(1, length) + 8, middle, value, style),
	].join('\n');
}

function text(x: number, y: number, words: string, attributes: string): string {
	return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes.trim()}>${escaped(words)}</text>`;
}

function escaped(words: string): string {
	return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
