import type { GateInput, GateRow } from '../../domain/ranking/gate/gate-document';

/** Whether an auto judge's scores may decide a gate, and why, or why not. */
interface GateTrust {
	readonly mayGate: boolean;
	readonly reason: string;
}

/** Whose trust is asked for. */
interface TrustAsked {
	/** The judge's hash, or its kind where runs do not say. */
	readonly judge: string;
	readonly rubric_hash: string | null;
	readonly experiment_id: string;
}

/** Finds out what is known of an auto judge; `null` where nothing is. */
export type FindTrust = (asked: TrustAsked) => Promise<GateTrust | null>;

/** What is known of all auto judges whose scores count in some rows; of several, one that may not decide is enough. */
export async function trustOfRows(
	findTrust: FindTrust,
	rows: readonly GateRow[],
	whose: Omit<TrustAsked, 'judge'>,
): Promise<GateInput['trust']> {
	const judges = [...new Set(rows.flatMap(({ auto_judges }) => auto_judges))];
	const trusts = await Promise.all(judges.map((judge) => findTrust({ judge, ...whose })));
	const trust = trusts.includes(null) ? null : (trusts.find((each) => each?.mayGate === false) ?? trusts[0] ?? null);
	return trust === null ? null : { may_gate: trust.mayGate, reason: trust.reason };
}
