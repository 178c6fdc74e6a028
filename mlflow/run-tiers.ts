import type { AutoTier, Draw, DrawReason, RecordedRun } from '../domain/bench/recorded-run';
import { byTheRule } from '../domain/judging/kept-judgment';
import { judgmentsIn } from './judgments';
import type { Tags } from './tag-text';

/** The tags of a run's auto tier and of its draw, each once. */
export const tierTag = {
	pending: 'auto_pending',
	kind: 'auto_judge_kind',
	judgedBy: 'auto_judged_by',
	judgedAt: 'auto_judged_at',
	hash: 'auto_judge_hash',
	digest: 'auto_judge_digest',
	evidence: 'auto_evidence',
	unscored: 'auto_unscored',
	unscoredAt: 'auto_unscored_at',
	drawn: 'drawn',
	chance: 'draw_chance',
	why: 'draw_reason',
	draw: 'draw',
} as const;

/** The metric with the largest difference between two samples. */
const spreadMetric = 'auto_spread';

/** What a run's tags say of who has judged it, and who is to. */
export function tiersIn(
	tags: Tags,
	metrics: RecordedRun['metrics'],
	judgeKinds: readonly string[],
	judged: boolean,
): Pick<RecordedRun, 'by_rule' | 'lazy_judges' | 'auto' | 'draw'> {
	const by_rule = tags.judged_by === byTheRule;
	const auto = autoIn(tags, metrics, judgeKinds);
	const lazy = judgmentsIn(tags).judgments.filter(({ tier }) => tier === 'lazy');
	const former = judged && !by_rule && auto?.counts !== true ? (tags.judged_by ?? null) : null;
	const names = lazy.map(({ by }) => by);
	return { by_rule, lazy_judges: names.length > 0 || former === null ? names : [former], auto, draw: drawIn(tags) };
}

function autoIn(tags: Tags, metrics: RecordedRun['metrics'], [first]: readonly string[]): AutoTier | null {
	const [pending, kind] = [tags[tierTag.pending], tags[tierTag.kind] ?? first];
	if (pending === undefined || kind === undefined) return null;
	return {
		kind,
		counts: tags[tierTag.kind] === undefined,
		pending: pending === 'true',
		judged_at: tags[tierTag.judgedAt] ?? null,
		hash: tags[tierTag.hash] ?? null,
		digest: tags[tierTag.digest] ?? null,
		unscored: tags[tierTag.unscored] ?? null,
		spread: metrics[spreadMetric] ?? null,
		evidence: tags[tierTag.evidence] !== 'false',
	};
}

function drawIn(tags: Tags): Draw | null {
	const drawn = tags[tierTag.drawn];
	if (drawn === undefined) return null;
	const why = (['unscored', 'spread'] as DrawReason[]).find((each) => each === tags[tierTag.why]) ?? 'chance';
	// What was taken for certain has no other chance, whether it says so or not.
	const chance = Number(tags[tierTag.chance] ?? (why === 'chance' ? undefined : 1));
	return { drawn: drawn === 'true', chance, why, id: tags[tierTag.draw] ?? '' };
}

/** The tags of a draw's decision about a run. */
export function drawTags({ drawn, chance, why, id }: Draw): Tags {
	return {
		[tierTag.draw]: id,
		[tierTag.chance]: String(chance),
		...(drawn && { [tierTag.why]: why }),
		[tierTag.drawn]: String(drawn),
	};
}
