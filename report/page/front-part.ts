import type { Markup } from '../html';
import { frontPlot } from '../plots/front';
import { leftOutWords, mostShown } from './limits';
import type { NamedRow } from './named-rows';
import { figure, paragraph, section } from './parts';

/** Quality against latency; the leaderboard has the numbers. */
export function frontPart(rows: readonly NamedRow[]): Markup | null {
	const whole = rows.filter(({ row }) => row.composite !== null && row.latency_s !== null);
	if (whole.length === 0) return null;
	const drawn = whole.slice(0, mostShown.rows);
	return section('front', 'Quality against latency', [
		figure(
			'Full: on the front, so that no other row is at least as good and as fast, and better in one of both. The front is of the means as they are: it does not know how sure they are. Numbers: composite and latency in the leaderboard.',
			(width) =>
				frontPlot(
					drawn.map(({ row, plot }) => ({
						...{ row: plot, composite: row.composite, latency: row.latency_s, onFront: row.on_front },
					})),
					width,
				),
		),
		paragraph(leftOutWords(drawn.length, whole.length, 'row')),
	]);
}
