import { wholePercent } from '../statistics/percent';
import type { Estimate } from './estimate';
import type { GateAnswer } from './judge-worth-schema';
import type { AltTest } from './worth-parts-schema';

/** The share of people in whose place a judge must be able to score. */
export const fewestWon = 0.5;

/** What is asked of an auto judge before it may gate. */
export interface GateEvidence {
	/** Of its composite against people's. */
	readonly kappa: Estimate;
	/** `null` where two people have not scored, or, of kept trust, not enough of the same runs. */
	readonly altTest: Pick<AltTest, 'winning_rate' | 'epsilon' | 'reason'> | null;
	readonly minKappa: number;
	readonly evidence: boolean;
}

/**
 * The auto tier may gate where the lower end of its composite's kappa is at least `minKappa`, or where the alternative
 * annotator test is won against half of the people or more.
 */
export function maySetGate({ kappa, altTest, minKappa, evidence }: GateEvidence): GateAnswer {
	const shown = { min_kappa: minKappa };
	if (!evidence)
		return {
			...shown,
			allowed: false,
			by: null,
			reason: 'this judge only tries the tool out: its scores are no evidence',
		};
	if (kappa.low !== null && kappa.low >= minKappa) {
		const reason = `it agrees with people: kappa of the composite is at least ${written(kappa.low)}, and ${minKappa} is asked for`;
		return { ...shown, allowed: true, by: 'kappa', reason };
	}
	const won = altTest?.winning_rate ?? null;
	if (altTest !== null && won !== null && won >= fewestWon) {
		const reason = `it may stand in for a person: by the alternative annotator test for ${wholePercent(won)} of them (ε ${altTest.epsilon})`;
		return { ...shown, allowed: true, by: 'alt-test', reason };
	}
	return {
		...shown,
		allowed: false,
		by: null,
		reason: `${whyNotByKappa(kappa, minKappa)}; ${whyNotByPeople(altTest)}`,
	};
}

function whyNotByKappa({ value, low, high, reason }: Estimate, minKappa: number): string {
	if (low === null || value === null) return `how well it agrees with people is not known (${reason ?? 'no interval'})`;
	const seen = `kappa of the composite is ${written(value)}, ${written(low)} to ${(high ?? 1).toFixed(2)}`;
	if (value < minKappa) return `it does not agree enough with people: ${seen}, and ${minKappa} is asked for`;
	return `it may agree enough with people, but too little is known: ${seen}, and the lower end must be ${minKappa}`;
}

function whyNotByPeople(altTest: GateEvidence['altTest']): string {
	if (altTest === null) return 'no alternative annotator test: it takes two people and 30 runs that both have scored';
	if (altTest.winning_rate === null)
		return `the alternative annotator test says nothing (${altTest.reason ?? 'too few runs'})`;
	return `by the alternative annotator test it may stand in for ${wholePercent(altTest.winning_rate)} of the people, and half is asked for`;
}

/** Rounded down, so that a number below the limit never reads as if it were the limit. */
function written(kappa: number): string {
	return (Math.floor(kappa * 100 + 1e-9) / 100).toFixed(2);
}
