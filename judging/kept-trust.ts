import { canonicalJson } from '../domain/hash';
import { usualResamples } from '../domain/ranking/agreement/bootstrap';
import { usualMinKappa } from '../domain/ranking/agreement/may-set-gate';
import { readTrust, type TrustRecord } from '../domain/ranking/agreement/trust';
import type { Mlflow } from '../mlflow/client';
import { listExperiments } from '../mlflow/experiments';
import { keptTrust, writeTrust } from '../mlflow/trust-runs';
import type { FindTrust } from './gate/trust';

/** One seed for all: the same records give the same trust. */
const seed = 0;

/**
 * Keeps what an experiment has shown of its auto judges, where that is not there yet.
 * @returns how many records were written
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function keepTrust(
	mlflow: Mlflow,
	experimentId: string,
	records: readonly TrustRecord[],
): Promise<number> {
	let written = 0;
	for (const record of records) {
		const kept = await keptTrust(mlflow, [experimentId], record);
		if (kept.some((each) => isSame(each, record))) continue;
		await writeTrust(mlflow, experimentId, record);
		written += 1;
	}
	return written;
}

function isSame(one: TrustRecord, other: TrustRecord): boolean {
	const facts = ({ earned_at: _at, ...rest }: TrustRecord) => canonicalJson(rest);
	return facts(one) === facts(other);
}

/** What all experiments of an MLflow have shown of a judge. @param minKappa from which agreement on it may set a gate */
export function trustIn(mlflow: Mlflow, minKappa: number = usualMinKappa): FindTrust {
	return async ({ judge: judge_hash, rubric_hash }) => {
		if (rubric_hash === null) return null;
		const who = { judge_hash, rubric_hash };
		const ids = (await listExperiments(mlflow)).map(({ id }) => id);
		const { answer, earned } = readTrust(await keptTrust(mlflow, ids, who), who, minKappa, {
			...{ seed, resamples: usualResamples },
		});
		const where = earned.length === 0 ? '' : ` (earned in ${earned.map(({ experiment }) => experiment).join(', ')})`;
		return { mayGate: answer.allowed, reason: `${answer.reason}${where}` };
	};
}
