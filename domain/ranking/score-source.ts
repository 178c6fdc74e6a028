import type { RecordedRun } from '../bench/recorded-run';

/**
 * Where the scores of a run that count come from: the lazy tier, the rule, or one auto judge in one version. Those of two
 * sources are never averaged or compared, but those of the rule, which are everybody's.
 */
export type ScoreSource = string & { readonly isScoreSource: true };

const source = (name: string) => name as ScoreSource;

export const byLazyTier = source('lazy');
export const byRule = source('rule');

/** That of a run which is judged, or will be. */
export function sourceOf({ by_rule, auto }: Pick<RecordedRun, 'by_rule' | 'auto'>): ScoreSource {
	if (by_rule) return byRule;
	return auto?.counts ? source(JSON.stringify([auto.kind, auto.hash])) : byLazyTier;
}

/** Which auto judge it is; `null` for no auto judge. */
export function judgeOf(found: ScoreSource): { readonly judge: string; readonly hash: string | null } | null {
	if (found === byLazyTier || found === byRule) return null;
	const [judge, hash] = JSON.parse(found) as [string, string | null];
	return { judge, hash };
}
