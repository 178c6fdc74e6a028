import { z } from 'zod';
import { label, number } from '../../bench/config-values';
import { timeZoneOf } from './night-name';

/** What a night is asked beside its bench: the one place that knows its keys, defaults, ranges and meanings. */
export const nightSchema = z.strictObject({
	baseline_experiment: label.describe('the pinned experiment that every row is compared with'),
	margin: number(z.number().min(0))
		.default(0.5)
		.describe('by more than so many points of the composite a row must surely be worse'),
	alpha: number(z.number().gt(0).lt(0.5))
		.default(0.01)
		.describe('how likely a false alarm of a night may be, over all its rows together'),
	time_zone: label

		.refine((name) => timeZoneOf(name) !== null, 'must be a time zone such as Europe/Berlin or UTC')
		.default('UTC')
		.describe('whose date a night has in its name'),
});

/** What a night is asked, after checking. */
export type NightAsked = Readonly<z.infer<typeof nightSchema>>;

type NightKey = keyof NightAsked;

/** The keys of {@link nightSchema}, in their order. */
export const nightKeys = Object.keys(nightSchema.shape) as NightKey[];
