import type { ShadowName } from './shadow-names';
import type { Store } from './store/open-store';

/** What came of asking a shadow: `unanswered` where it took too long, failed, or could not be asked. */
export type ShadowResult = 'agreed' | 'differed' | 'unanswered';

/** How often a shadow would have chosen what was shown, since the store began. */
export interface ShadowCounts {
	readonly name: ShadowName;
	readonly agreed: number;
	readonly differed: number;
	readonly unanswered: number;
	/** The share of its answers that were the same; `null` before the first. */
	readonly agreement: number | null;
}

/** Adds to what was counted. */
export function keepShadowCounts(
	store: Store,
	counts: ReadonlyMap<ShadowName, Readonly<Record<ShadowResult, number>>>,
): void {
	const sql = `INSERT INTO shadows (name, agreed, differed, unanswered) VALUES (?, ?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET agreed = agreed + excluded.agreed,
			differed = differed + excluded.differed, unanswered = unanswered + excluded.unanswered`;
	if (counts.size === 0) return;
	store.transaction(() => {
		for (const [name, { agreed, differed, unanswered }] of counts) store.run(sql, name, agreed, differed, unanswered);
	});
}

/** All shadows that were ever asked. */
export function shadowCounts(store: Store): ShadowCounts[] {
	const rows = store.all<Omit<ShadowCounts, 'agreement'>>('SELECT * FROM shadows ORDER BY name');
	return rows.map((row) => {
		const answers = row.agreed + row.differed;
		return { ...row, agreement: answers === 0 ? null : row.agreed / answers };
	});
}
