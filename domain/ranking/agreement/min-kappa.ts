import { z } from 'zod';
import { number } from '../../bench/config-values';

/** Where nobody says. */
export const usualMinKappa = 0.6;

/** From which agreement with people an auto judge may decide a gate: the lower end of its composite's kappa. */
export const minKappaSchema = number(z.number().min(0).max(1));

/** A `min_kappa` as a tag of the experiment keeps it: that of the bench that was planned last. */
export function readMinKappa(written: string | undefined): number {
	return minKappaSchema.safeParse(written).data ?? usualMinKappa;
}
