import { nearestName } from '../nearest-name';

/** Who judges a bench's runs: at most one kind of each tier, at least one of either. */
export interface JudgeTiers {
	/** Whoever sits down when there is time: `claude-code`, `human`, any word that names no auto judge. */
	readonly lazy: string | null;
	/** A model that answers at once: a file in `auto-judges/`, or `ollama/TAG`. */
	readonly auto: string | null;
}

/** A kind that begins so is an auto judge without a file: the rest is a tag of Ollama's. */
export const ollamaPrefix = 'ollama/';

/** Lazy kinds that everybody knows: no mistyped auto judges. */
const usualLazy = ['claude-code', 'human'];

/** Whether a kind is an auto judge's. @param autoNames the names that have a file in `auto-judges/` */
export function isAutoKind(kind: string, autoNames: readonly string[]): boolean {
	return autoNames.includes(kind) || (kind.startsWith(ollamaPrefix) && /^\S+$/.test(kind.slice(ollamaPrefix.length)));
}

/**
 * The tiers of a bench's judge kinds.
 * @param autoNames the names that have a file in `auto-judges/`
 * @returns the tiers, or every fault, each beginning with the key
 */
export function tiersOf(
	kinds: readonly string[],
	autoNames: readonly string[],
): { readonly tiers: JudgeTiers } | { readonly faults: string[] } {
	const auto = kinds.filter((kind) => isAutoKind(kind, autoNames));
	const lazy = kinds.filter((kind) => !auto.includes(kind));
	const faults = lazy.flatMap((kind) => mistyped(kind, autoNames));
	for (const [tier, all] of Object.entries({ lazy, auto })) {
		if (all.length > 1) faults.push(`judge_kind: at most one ${tier} kind, but ${all.join(' and ')} are`);
	}
	return faults.length > 0 ? { faults } : { tiers: { lazy: lazy[0] ?? null, auto: auto[0] ?? null } };
}

/** Any word may be a lazy kind, but one that nearly names an auto judge would wait for a person for ever. */
function mistyped(kind: string, autoNames: readonly string[]): string[] {
	if (kind === ollamaPrefix) return [`judge_kind: ${kind} must name a tag of Ollama's: ollama/TAG`];
	if (usualLazy.includes(kind)) return [];
	const plain = kind.replace(/^auto-judges\//, '').replace(/\.ya?ml$/, '');
	if (plain !== kind && autoNames.includes(plain)) return [`judge_kind: ${kind} is a file; its kind is ${plain}`];
	// A judge kind is one word. What holds two, or a tag of Ollama's, would be waited for in vain.
	if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$/u.test(kind)) {
		return [`judge_kind: ${kind} is no kind: a word, a file in auto-judges/, or ollama/TAG; two kinds are written a,b`];
	}
	const nearest = nearestName(kind, autoNames);
	const isNear = nearest !== undefined && Math.abs(nearest.length - kind.length) <= 2;
	if (isNear) return [`judge_kind: there is no auto judge ${kind}; did you mean ${nearest}?`];
	return /^ol+ama/i.test(kind) ? [`judge_kind: ${kind} is no auto judge; one on Ollama is written ollama/TAG`] : [];
}
