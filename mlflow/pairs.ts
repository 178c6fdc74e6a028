import { z } from 'zod';

/** MLflow writes tags, params and metrics as lists of `{ key, value }`; read, they are records. */
export function pairsSchema<T extends z.ZodType>(value: T) {
	return z
		.array(z.object({ key: z.string(), value }))
		.default([])
		.transform(
			(pairs): Record<string, z.output<T>> =>
				Object.fromEntries(pairs.map((pair) => [pair.key, pair.value as z.output<T>])),
		);
}

/** A record as MLflow's list of `{ key, value }`. */
export function toPairs<T>(record: Readonly<Record<string, T>>): { key: string; value: T }[] {
	return Object.entries(record).map(([key, value]) => ({ key, value }));
}
