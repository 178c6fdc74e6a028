/** As much of an OpenAPI document as is looked at. */
interface Document {
	readonly paths: Readonly<
		Record<
			string,
			{ readonly post?: unknown; readonly get?: { readonly parameters?: readonly { readonly name: string }[] } }
		>
	>;
}

/**
 * Those that give anything else than what is kept: a stream, a file that is made each time, what a bench or a model says at
 * that moment, and texts of single runs, which MLflow is asked for.
 */
const others = [
	...['/api/bench/progress', '/api/bench/export', '/api/bench/status', '/api/bench/cell', '/api/bench/compare'],
	...['/api/bench/item', '/api/models', '/api/ready'],
];

/** The paths of all routes that read what is kept of an experiment, or of all. */
export function readRoutes({ paths }: Document, experiment: string): string[] {
	return Object.entries(paths).flatMap(([path, { get }]) => {
		if (get === undefined || path.includes('{') || others.includes(path)) return [];
		const isAboutOne = get.parameters?.some(({ name }) => name === 'experiment') ?? false;
		return [isAboutOne ? `${path}?experiment=${encodeURIComponent(experiment)}` : path];
	});
}
