import { sha256Hex } from '../domain/hash';
import { type KeptJudgment, keptJudgmentSchema } from '../domain/judging/kept-judgment';
import { type Tags, textIn, textTags } from './tag-text';

/** The judgments in a run's tags, and the names of those that cannot be read any more. */
export interface KeptJudgments {
	readonly judgments: readonly KeptJudgment[];
	readonly damaged: readonly string[];
}

/**
 * What a judge is called in the key of a tag. Whoever wrote a name, MLflow takes this one, no database takes two of them
 * for one, and none looks like a part of another: where the name itself is not so, a hash of it stands behind.
 */
export function judgmentName(by: string): string {
	const isPlain = /^[a-z][a-z0-9._-]{0,99}$/.test(by) && !/(?:\.\d+|-[0-9a-f]{16})$/.test(by);
	if (isPlain) return by;
	const readable = by.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 60);
	return `${readable}-${sha256Hex(by.toWellFormed()).slice(0, 16)}`;
}

/** The tag that is there where a judge has judged a run. */
export function judgmentKey(by: string): string {
	return `judgment:${judgmentName(by)}`;
}

/** When a judge was last asked about a run again, unannounced: ISO 8601. */
export function driftKey(by: string): string {
	return `drift_asked:${judgmentName(by)}`;
}

/** The tags that keep a judgment. */
export function judgmentTags(judgment: KeptJudgment): Tags {
	return textTags(judgmentName(judgment.by), JSON.stringify(judgment), 'judgment');
}

/** Reads the judgments in a run's tags, in the order of their judges' names. */
export function judgmentsIn(tags: Tags): KeptJudgments {
	const judgments: KeptJudgment[] = [];
	const damaged: string[] = [];
	for (const name of namesIn(tags)) {
		const judgment = judgmentIn(tags, name);
		if (judgment === null) damaged.push(name);
		else judgments.push(judgment);
	}
	return { judgments, damaged };
}

/** Every judgment has a tag with its hash, and only one. */
function namesIn(tags: Tags): string[] {
	const prefix = 'sha256:judgment:';
	return Object.keys(tags)
		.filter((key) => key.startsWith(prefix))
		.map((key) => key.slice(prefix.length))
		.sort();
}

function judgmentIn(tags: Tags, name: string): KeptJudgment | null {
	try {
		const parsed = keptJudgmentSchema.safeParse(JSON.parse(textIn(tags, name, '', 'judgment') ?? ''));
		return parsed.success && judgmentName(parsed.data.by) === name ? parsed.data : null;
	} catch {
		return null;
	}
}
