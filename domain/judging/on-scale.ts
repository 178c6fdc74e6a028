import type { RecordedRun } from '../bench/recorded-run';
import { autoPrefix, compositeRange, type Rubric } from './rubric';

/** What rounding may add to a composite. */
const rounding = 1e-6;

/**
 * A run without those of its scores that its rubric cannot give: what is no number, or lies outside of a dimension's scale or
 * the composite's. Somebody has changed them in MLflow, or another program wrote them; in a mean they would outweigh all
 * others. Flags stay as they are: {@link RecordedRun} of another harness may have anything there.
 */
export function onScale(run: RecordedRun, rubric: Pick<Rubric, 'dimensions' | 'flags' | 'composite'>): RecordedRun {
	const { low, high } = compositeRange(rubric);
	const scales = [...rubric.dimensions, { name: 'composite', min: low, max: high }];
	const off = scales
		.flatMap(({ name, min, max }) => [name, autoPrefix + name].map((each) => ({ each, min, max })))
		.filter(({ each, min, max }) => {
			const score = run.metrics[each];
			return score !== undefined && !(score >= min - rounding && score <= max + rounding);
		})
		.map(({ each }) => each);
	if (off.length === 0) return run;
	return { ...run, metrics: Object.fromEntries(Object.entries(run.metrics).filter(([name]) => !off.includes(name))) };
}
