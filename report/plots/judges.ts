import { scaleLinear, scaleSqrt } from 'd3-scale';
import type { Opinions } from '../../domain/ranking/experiment-report';
import { html, type Markup } from '../html';
import { numberText } from './number-text';
import { drawing, fitted, hover, label, line } from './plot-kit';

const edge = 44;

/** Judge against judge: on the line both said the same; the larger a spot, the more cells. @param width in pixels */
export function judgesPlot({ first, second, cells, points }: Opinions, width: number): Markup {
	const size = Math.min(width, 420);
	const values = points.flatMap((point) => [point.first, point.second]);
	const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
	const domain = [low - 0.5, high + 0.5];
	const x = scaleLinear()
		.domain(domain)
		.range([edge, size - 12]);
	const y = scaleLinear()
		.domain(domain)
		.range([size - edge, 28]);
	const most = Math.max(1, ...points.map((point) => point.cells));
	const radius = scaleSqrt().domain([0, most]).range([0, 13]);
	const alike = points.reduce((sum, point) => sum + (point.first === point.second ? point.cells : 0), 0);
	const ticks = x.ticks(6).filter((tick) => tick >= low && tick <= high);
	return drawing(
		size,
		size,
		`Composites by ${first} and by ${second} of ${cells} cells; ${alike} of them are the same.`,
		[
			ticks.map((tick) => [
				line(x(tick), 28, x(tick), size - edge, 'grid'),
				label(x(tick), size - edge + 16, numberText(tick, Number.isInteger(tick) ? 0 : 1), 'tick middle'),
				line(edge, y(tick), size - 12, y(tick), 'grid'),
				label(edge - 8, y(tick) + 4, numberText(tick, Number.isInteger(tick) ? 0 : 1), 'tick end'),
			]),
			line(x(low - 0.5), y(low - 0.5), x(high + 0.5), y(high + 0.5), 'zero'),
			label(4, 14, fitted(`composite by ${second} ↑`, size - 8), 'axis'),
			label(size - 12, size - 6, fitted(`composite by ${first} →`, size - 20), 'axis end'),
			points.map((point) => {
				const text = `${first} ${numberText(point.first, 1)}, ${second} ${numberText(point.second, 1)}: ${point.cells}`;
				return html`<circle cx="${x(point.first).toFixed(1)}" cy="${y(point.second).toFixed(1)}" r="${Math.max(2.5, radius(point.cells)).toFixed(1)}" class="spot">${hover(text)}</circle>`;
			}),
		],
	);
}
