import { TipBenchError } from '../domain/errors';
import { canonicalJson } from '../domain/hash';
import { usualResamples } from '../domain/ranking/agreement/bootstrap';
import { usualMinKappa } from '../domain/ranking/agreement/min-kappa';
import { readTrust, type Trust, type TrustRecord } from '../domain/ranking/agreement/trust';
import type { AutoJudgeOfBoard, Leaderboard } from '../domain/ranking/leaderboard';
import type { Mlflow } from '../mlflow/client';
import { listExperiments } from '../mlflow/experiments';
import { type JudgeUnderRubric, keptTrust, writeTrust } from '../mlflow/trust-runs';
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
		const { answer, earned } = await trustOf(mlflow, { judge_hash, rubric_hash }, minKappa);
		const where = earned.length === 0 ? '' : ` (earned in ${earned.map(({ experiment }) => experiment).join(', ')})`;
		return { mayGate: answer.allowed, reason: `${answer.reason}${where}` };
	};
}

/**
 * A leaderboard that says of its auto judges what is kept of them, in all experiments of the MLflow. Where that lets nobody
 * search them all, the leaderboard goes without.
 * @throws TipBenchError MlflowUnavailable
 */
export async function withTrust<Board extends Pick<Leaderboard, 'auto_judges'>>(
	mlflow: Mlflow,
	board: Board,
	rubric_hash: string,
	minKappa: number = usualMinKappa,
): Promise<Board> {
	const { auto_judges = [] } = board;
	if (auto_judges.length === 0) return board;
	const looked = Promise.all(
		auto_judges.map(async (each): Promise<AutoJudgeOfBoard> => {
			// Runs that do not say by which judge file are told by its kind.
			const who = { judge_hash: each.hash ?? each.judge, rubric_hash };
			const { answer, kappa, earned } = await trustOf(mlflow, who, minKappa);
			const { allowed: may_gate, reason, min_kappa } = answer;
			const { value, low, high, reason: unknown } = kappa;
			const seen = { value, low, high, reason: unknown };
			const where = earned.map(({ experiment }) => experiment);
			return { ...each, trust: { may_gate, reason, min_kappa, kappa: seen, earned: where } };
		}),
	);
	try {
		return { ...board, auto_judges: await looked };
	} catch (error) {
		if (error instanceof TipBenchError && error.code === 'MlflowRefused') return board;
		throw error;
	}
}

async function trustOf(mlflow: Mlflow, who: JudgeUnderRubric, minKappa: number): Promise<Trust> {
	const ids = (await listExperiments(mlflow)).map(({ id }) => id);
	return readTrust(await keptTrust(mlflow, ids, who), who, minKappa, { seed, resamples: usualResamples });
}
