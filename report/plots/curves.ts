import { scaleLinear } from 'd3-scale';
import { html, type Markup } from '../html';
import { numberText, rangeText } from './number-text';
import { drawing, fitted, hover, label, line } from './plot-kit';

/** A mean at some step. */
interface CurvePoint {
	readonly step: number;
	readonly mean: number;
	/** 95 %; `null` where there is none. */
	readonly interval: { readonly low: number; readonly high: number } | null;
}

/** One curve with its name. */
export interface Curve {
	readonly name: string;
	/** Which of the looks it has, so that one name looks the same in all plots: 0 to 4. */
	readonly look: number;
	readonly points: readonly CurvePoint[];
}

const edges = { left: 46, right: 96, top: 30, bottom: 44 };
/** Pixels between the names of two curves. */
const nameHeight = 15;

/**
 * How means change over the steps of an episode, each curve with its interval as an area and its name at its end. They are
 * told apart by their strokes too. @param width in pixels
 */
export function curvesPlot(curves: readonly Curve[], width: number): Markup {
	const drawn = curves.filter(({ points }) => points.length > 0);
	const height = Math.round(Math.min(400, width * 0.8));
	const all = drawn.flatMap(({ points }) => points);
	const values = all.flatMap(({ mean, interval }) => [
		mean,
		...(interval === null ? [] : [interval.low, interval.high]),
	]);
	const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
	const room = (high - low) * 0.05 || 0.05;
	const x = scaleLinear()
		.domain([0, Math.max(1, ...all.map(({ step }) => step))])
		.range([edges.left, width - edges.right]);
	const y = scaleLinear()
		.domain([low - room, high + room])
		.nice(5)
		.range([height - edges.bottom, edges.top]);
	const format = y.tickFormat(5);
	return drawing(width, height, alternativeOf(drawn), [
		x
			.ticks(width < 500 ? 4 : 7)
			.map((tick) => [
				line(x(tick), edges.top, x(tick), height - edges.bottom, 'grid'),
				label(x(tick), height - edges.bottom + 18, String(tick), 'tick middle'),
			]),
		y
			.ticks(5)
			.map((tick) => [
				line(edges.left, y(tick), width - edges.right, y(tick), 'grid'),
				label(edges.left - 8, y(tick) + 4, format(tick).replace('-', '−'), 'tick end'),
			]),
		label(4, 14, 'mean reward ↑', 'axis'),
		label(width - edges.right, height - 6, 'step of an episode →', 'axis end'),
		drawn.map(({ look, points }) => html`<path d="${areaOf(points, x, y)}" class="area s${look}"/>`),
		drawn.map(
			({ name, look, points }) =>
				html`<g>${hover(textOf(name, points))}<path d="${pathOf(points.map((each) => [x(each.step), y(each.mean)]))}" class="curve s${look}"/></g>`,
		),
		namesOf(drawn, y, height).map(({ name, look, top }) => [
			html`<path d="M${width - edges.right + 4} ${top - 4}h14" class="curve s${look}"/>`,
			label(width - edges.right + 22, top, fitted(name, edges.right - 22), 'name'),
		]),
	]);
}

type Scale = (value: number) => number;

function areaOf(points: readonly CurvePoint[], x: Scale, y: Scale): string {
	const whole = points.flatMap(({ step, interval }) => (interval === null ? [] : [{ step, ...interval }]));
	if (whole.length === 0) return '';
	const over = whole.map(({ step, high }): [number, number] => [x(step), y(high)]);
	const under = whole.map(({ step, low }): [number, number] => [x(step), y(low)]).reverse();
	return `${pathOf([...over, ...under])}Z`;
}

function pathOf(points: readonly (readonly [number, number])[]): string {
	return points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** Names at the ends of their curves, moved apart where those are close. */
function namesOf(curves: readonly Curve[], y: Scale, height: number) {
	const named = curves
		.map(({ name, look, points }) => ({ name, look, top: y(points.at(-1)?.mean ?? 0) + 4 }))
		.sort((a, b) => a.top - b.top);
	let above = edges.top - nameHeight;
	for (const each of named) {
		each.top = Math.max(each.top, above + nameHeight);
		above = each.top;
	}
	let below = height - edges.bottom + nameHeight;
	for (const each of [...named].reverse()) {
		each.top = Math.min(each.top, below - nameHeight);
		below = each.top;
	}
	return named;
}

function textOf(name: string, points: readonly CurvePoint[]): string {
	const last = points.at(-1);
	if (last === undefined) return name;
	const range = last.interval === null ? 'no interval' : `95 % ${rangeText(last.interval, 3)}`;
	return `${name}: ${numberText(points[0]?.mean, 3)} at the beginning, ${numberText(last.mean, 3)} at the end (${range})`;
}

function alternativeOf(curves: readonly Curve[]): string {
	if (curves.length === 0) return 'Mean reward over the steps of an episode: there is none.';
	return `Mean reward over the steps of an episode. ${curves.map(({ name, points }) => textOf(name, points)).join('; ')}.`;
}
