import { scaleLinear, scaleLog } from 'd3-scale';
import { html, type Markup } from '../html';
import { numberText } from './number-text';
import { placeLabels } from './place-labels';
import { drawing, hover, label, line, type PlotRow, rowTitle } from './plot-kit';

/** What a row is chosen by. */
export interface QualityOfRow {
	readonly row: PlotRow;
	/** `null` where nothing of it was judged. */
	readonly composite: number | null;
	/** Mean seconds a cell; `null` where nobody measured. */
	readonly latency: number | null;
	readonly onFront: boolean;
}

const edges = { left: 44, right: 20, top: 30, bottom: 44 };

/** Quality against latency: up and to the left is better; the front is drawn as steps. @param width in pixels */
export function frontPlot(rows: readonly QualityOfRow[], width: number): Markup {
	const whole = rows.flatMap(({ composite, latency, ...rest }) =>
		composite === null || latency === null || latency <= 0 ? [] : [{ ...rest, composite, latency }],
	);
	const height = Math.round(Math.min(440, width * 0.85));
	const latencies = whole.map(({ latency }) => latency);
	const composites = whole.map(({ composite }) => composite);
	const [fastest, slowest] = [Math.min(...latencies), Math.max(...latencies)];
	// Seconds and minutes on one straight axis would put all small models on one spot.
	const isLog = slowest > 8 * fastest;
	const x = isLog
		? scaleLog().domain([fastest / 1.3, slowest * 1.3])
		: scaleLinear().domain(padded(fastest, slowest)).nice(5);
	x.range([edges.left, width - edges.right]);
	const y = scaleLinear()
		.domain(padded(Math.min(...composites), Math.max(...composites)))
		.nice(5)
		.range([height - edges.bottom, edges.top]);
	const points = whole.map((each) => ({ ...each, x: x(each.latency), y: y(each.composite) }));
	const front = points.filter(({ onFront }) => onFront).sort((a, b) => a.x - b.x);
	const names = placeLabels(
		points.map((each) => ({ x: each.x, y: each.y, text: each.row.letter })),
		{ width: width - 4, height: height - edges.bottom },
	);
	const alternative =
		whole.length === 0
			? 'Quality against latency: no row has both.'
			: `Quality against latency of ${whole.length} rows. On the front, which no other row beats in both: ${front.map(({ row }) => rowTitle(row)).join('; ')}.`;
	return drawing(width, height, alternative, [
		ticksOf(x, width < 500 ? 4 : 7).map((tick) => [
			line(x(tick.value), edges.top, x(tick.value), height - edges.bottom, 'grid'),
			label(x(tick.value), height - edges.bottom + 18, tick.text, 'tick middle'),
		]),
		ticksOf(y, 5).map((tick) => [
			line(edges.left, y(tick.value), width - edges.right, y(tick.value), 'grid'),
			label(edges.left - 8, y(tick.value) + 4, tick.text, 'tick end'),
		]),
		label(4, 14, 'mean composite ↑', 'axis'),
		label(width - edges.right, height - 6, `mean latency, seconds${isLog ? ', logarithmic' : ''} →`, 'axis end'),
		html`<path d="${stepsOf(front, width - edges.right)}" class="front"/>`,
		points.map(
			(each) =>
				html`<g class="${each.onFront ? 'full' : 'hollow'}">${hover(textOf(each))}<circle cx="${each.x.toFixed(1)}" cy="${each.y.toFixed(1)}" r="6" class="mark"/></g>`,
		),
		names.map((name) => label(name.x, name.y, name.text, 'strong name')),
	]);
}

function padded(low: number, high: number): [number, number] {
	if (!Number.isFinite(low)) return [0, 1];
	const room = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
	return [low - room, high + room];
}

function ticksOf(scale: { ticks(count: number): number[] }, count: number): { value: number; text: string }[] {
	const ticks = scale.ticks(count);
	// A logarithmic axis gives more of them where it is short.
	const some = ticks.length > count + 2 ? ticks.filter((each) => /^[125](e|$)/.test(each.toExponential())) : ticks;
	return some.map((value) => ({ value, text: shortText(value) }));
}

/** As few digits as tell the number. */
function shortText(value: number): string {
	return String(Number(value.toPrecision(6))).replace('-', '−');
}

function stepsOf(front: readonly { readonly x: number; readonly y: number }[], right: number): string {
	const [first, ...others] = front;
	if (first === undefined) return '';
	const steps = others.map((each) => `H${each.x.toFixed(1)}V${each.y.toFixed(1)}`);
	return `M${first.x.toFixed(1)} ${first.y.toFixed(1)}${steps.join('')}H${right.toFixed(1)}`;
}

function textOf({
	row,
	composite,
	latency,
	onFront,
}: {
	row: PlotRow;
	composite: number;
	latency: number;
	onFront: boolean;
}) {
	return `${rowTitle(row)}: composite ${numberText(composite)}, ${numberText(latency)} s${onFront ? '; on the front' : ''}`;
}
