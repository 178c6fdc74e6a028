import { TipBenchError } from '../domain/errors';
import { judgmentsOf } from '../domain/judging/former-judgment';
import type { KeptJudgment } from '../domain/judging/kept-judgment';
import type { Rubric } from '../domain/judging/rubric';
import { judgmentName } from './judgments';
import type { RunWithTexts } from './recorded-runs';

/**
 * The judgments of a run.
 * @param except whose judgment may be damaged, since it is given anew
 * @throws TipBenchError RunDamaged
 */
export function readJudgments(rubric: Rubric, found: RunWithTexts, except: string): readonly KeptJudgment[] {
	const { judgments, damaged } = found.kept();
	const lost = damaged.filter((name) => name !== judgmentName(except));
	if (lost.length > 0) {
		throw new TipBenchError(
			'RunDamaged',
			`The judgment in the tags \`judgment:${lost[0]}\` of run ${found.run.run_id} cannot be read. Delete those tags in MLflow and apply that judge's file again.`,
		);
	}
	return judgmentsOf(rubric, found.run, judgments, found.notes());
}
