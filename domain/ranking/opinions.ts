import type { Opinions } from './experiment-report';

/** A judge's composite of a cell. */
export interface Opinion {
	readonly by: string;
	readonly composite: number;
}

/** What judges made of the same cells, one cell after the other. */
export interface RunningOpinions {
	/** @param opinions of one cell, by all its judges */
	add(opinions: readonly Opinion[]): void;
	/** The pairs of judges with the most cells in common. */
	opinions(): Opinions[];
}

/** More pairs of judges than these are no picture. */
const mostOpinions = 6;

/** No cell yet. */
export function createOpinions(): RunningOpinions {
	const both = new Map<string, Map<string, number>>();
	return { add: (opinions) => addOpinions(both, opinions), opinions: () => opinionsOf(both) };
}

function addOpinions(both: Map<string, Map<string, number>>, opinions: readonly Opinion[]): void {
	const sorted = [...opinions].sort((a, b) => (a.by < b.by ? -1 : 1));
	for (const [at, first] of sorted.entries()) {
		for (const second of sorted.slice(at + 1)) {
			const judges = JSON.stringify([first.by, second.by]);
			const points = both.get(judges) ?? new Map<string, number>();
			both.set(judges, points);
			const point = JSON.stringify([first.composite, second.composite]);
			points.set(point, (points.get(point) ?? 0) + 1);
		}
	}
}

function opinionsOf(both: ReadonlyMap<string, ReadonlyMap<string, number>>): Opinions[] {
	return [...both]
		.map(([judges, counts]) => {
			const [first, second] = JSON.parse(judges) as [string, string];
			const points = [...counts]
				.map(([point, cells]) => {
					const [one, other] = JSON.parse(point) as [number, number];
					return { first: one, second: other, cells };
				})
				.sort((a, b) => a.first - b.first || a.second - b.second);
			return { first, second, cells: points.reduce((sum, { cells }) => sum + cells, 0), points };
		})
		.sort((a, b) => b.cells - a.cells || (a.first + a.second < b.first + b.second ? -1 : 1))
		.slice(0, mostOpinions);
}
