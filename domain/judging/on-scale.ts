import type { RecordedRun } from '../bench/recorded-run';
import { autoPrefix, compositeRange, type Rubric } from './rubric';

/** What rounding may add to a composite. */
const rounding = 1e-6;

/**
 * A run without those of its scores that its rubric cannot give: what is no number, or lies outside of a dimension's scale or
 * the composite's, and all of a run that says that another rubric, or another text of it, is its own. Somebody has changed
 * them in MLflow, or another program wrote them; in a mean they would outweigh all others, or mean something else. Flags stay
 * as they are: those of another harness may be anything.
 * @param rubric with its hash where that is known
 */
export function onScale(
	run: RecordedRun,
	rubric: Pick<Rubric, 'dimensions' | 'flags' | 'composite'> & Partial<Pick<Rubric, 'hash'>>,
): RecordedRun {
	const isOthers = run.rubric_hash !== null && rubric.hash !== undefined && run.rubric_hash !== rubric.hash;
	const { low, high } = compositeRange(rubric);
	const scales = [...rubric.dimensions, { name: 'composite', min: low, max: high }];
	const off = scales
		.flatMap(({ name, min, max }) => [name, autoPrefix + name].map((each) => ({ each, min, max })))
		.filter(({ each, min, max }) => {
			const score = run.metrics[each];
			return score !== undefined && (isOthers || !(score >= min - rounding && score <= max + rounding));
		})
		.map(({ each }) => each);
	if (off.length === 0) return run;
	return { ...run, metrics: Object.fromEntries(Object.entries(run.metrics).filter(([name]) => !off.includes(name))) };
}
