import { countOf } from '../../wording';
import type { Comparison } from './comparison';

/** Why the scores themselves are no evidence, whatever they say; empty where they are. */
export function doubtsOf({ input: { trust, baseline }, field }: Comparison): string[] {
	const rows = [baseline, ...field];
	const doubts: string[] = [];
	if (rows.some(({ trial }) => trial)) doubts.push('a trial judge scored some of it: its scores are no evidence');
	const byAuto = rows.reduce((sum, { whose }) => sum + whose.auto, 0);
	if (byAuto > 0 && !trust?.may_gate) {
		const why = trust?.reason ?? 'how well it agrees with people is not known';
		doubts.push(
			`${countOf(byAuto, 'score')} that count ${byAuto === 1 ? 'is' : 'are'} an auto judge's, which may not gate: ${why}`,
		);
	}
	const byPeople = rows.reduce((sum, { whose }) => sum + whose.lazy, 0);
	if (byAuto > 0 && byPeople > 0)
		doubts.push(
			`${countOf(byPeople, 'score')} that count ${byPeople === 1 ? 'is' : 'are'} the lazy tier's and ${byAuto} an auto judge's: they cannot be compared`,
		);
	const judges = new Set(rows.flatMap(({ auto_judges }) => auto_judges));
	if (judges.size > 1)
		doubts.push(
			`${judges.size} auto judges, or one judge of ${judges.size} versions, gave the scores: they cannot be compared`,
		);
	return doubts;
}
