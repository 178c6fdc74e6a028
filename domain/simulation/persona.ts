import { z } from 'zod';
import { scenarioNameSchema } from '../bench/scenario';
import { hashOf } from '../hash';

const rate = z.number().min(0).max(1);
/** By how much an expected reward may be moved, in either direction. */
const weight = z.number().min(-1).max(1).default(0);
const hour = z.number().min(0).max(24);
const words = z.string().trim().min(1);

/** What tips of one kind are worth to a persona. No policy is told. */
const tasteSchema = z.strictObject({
	/** Expected reward of one of middling priority, not overdue, about a new task, at an hour that is neither good nor bad. */
	reward: rate,
	/** How many of the tips are of this kind, beside the other kinds' shares. */
	share: z.number().positive().max(1_000).default(1),
	/** The hour at which they are liked best. */
	hour: hour.default(12),
	/** Added at that hour, taken away twelve hours from it; in between by the cosine. */
	hour_weight: weight,
	/** Added on a weekend. */
	weekend_weight: weight,
	/** Added at the highest priority, taken away at the lowest. */
	priority_weight: weight,
	/** Added where the task is overdue. */
	overdue_weight: weight,
	/** Added where the task is a year old; less by the logarithm of its days. */
	age_weight: weight,
});

export type Taste = Readonly<z.infer<typeof tasteSchema>>;

/** What is known of a user at the beginning, for tips of one kind. */
const beginningSchema = z
	.strictObject({
		completion_rate: rate,
		dismiss_rate: rate.default(0),
		mean_dwell_seconds: z.number().min(0).max(600),
		/** Left out: completed at all hours alike. */
		preferred_hour: hour.optional(),
		/** How many tips it was learned from. */
		tips: z.int().min(1).max(100_000),
	})
	.refine(({ completion_rate, dismiss_rate }) => completion_rate + dismiss_rate <= 1 + 1e-9, {
		path: ['dismiss_rate'],
		message: 'a tip is not both completed and dismissed: the two rates add up to 1 at most',
	});

export type Beginning = Readonly<z.infer<typeof beginningSchema>>;

const hoursSchema = z.record(z.string(), z.number().positive().max(1_000)).superRefine((hours, faults) => {
	const wrong = (path: string[], message: string) => faults.addIssue({ code: 'custom', path, message });
	if (Object.keys(hours).length === 0) wrong([], 'must name one hour at least, such as 8: 1');
	for (const each of Object.keys(hours))
		if (!/^(\d|1\d|2[0-3])$/.test(each)) wrong([each], 'must be an hour of the day, 0 to 23');
});

/** A file in `personas/`: when somebody uses the product, what their tasks are like, and what they like. */
export const personaSchema = z
	.strictObject({
		description: words.max(1_000),
		/** How often they look, by the hour of the day that it begins at. */
		hours: hoursSchema,
		/** The share of looks that fall on a weekend. */
		weekend: rate.default(2 / 7),
		tasks: z
			.strictObject({
				/** The share that is overdue. */
				overdue: rate.default(0.2),
				/** Mean days since a task was made. */
				mean_age_days: z.number().min(0).max(3_650).default(14),
			})
			.prefault({}),
		/** `whole`: a tip is completed (1) or not (0). `graded`: completed (1), read (0.5) or dismissed (0). */
		answers: z.enum(['whole', 'graded']).default('whole'),
		/** Mean seconds that they look at a tip which they do not dismiss. */
		mean_dwell_seconds: z.number().min(0).max(600).default(45),
		/** By kind of tip. */
		tastes: z
			.record(scenarioNameSchema, tasteSchema)
			.refine((tastes) => Object.keys(tastes).length > 0, 'must name one kind of tip at least'),
		/** By kind of tip; left out: a new user, of whom nothing is known. */
		begin: z.record(scenarioNameSchema, beginningSchema).default({}),
	})
	.superRefine(({ tastes, begin }, faults) => {
		for (const kind of Object.keys(begin))
			if (!Object.hasOwn(tastes, kind))
				faults.addIssue({
					code: 'custom',
					path: ['begin', kind],
					message: `no taste has this kind; there are ${Object.keys(tastes).join(', ')}`,
				});
	});

type PersonaFile = z.infer<typeof personaSchema>;

/** A simulated user. */
export type Persona = Readonly<PersonaFile> & {
	/** The file's name without ending. */
	readonly name: string;
	/** SHA-256 of what the file says. */
	readonly hash: string;
};

/** A persona from what its file says. */
export function personaOf(name: string, file: PersonaFile): Persona {
	return { ...file, name, hash: hashOf(file) };
}

/** The same user, to whom every tip at any hour is worth the same: of policies that learn from them none can be better. */
export function withoutTastes(persona: Persona): Persona {
	const { name, hash: _hash, tastes, ...file } = persona;
	const [shares, worth] = Object.values(tastes).reduce(
		([sum, part], { share, reward }) => [sum + share, part + share * reward],
		[0, 0],
	);
	const flat = (share: number): Taste => tasteSchema.parse({ share, reward: worth / shares });
	const entries = Object.entries(tastes).map(([kind, { share }]) => [kind, flat(share)] as const);
	return personaOf(`${name}-without-tastes`, { ...file, tastes: Object.fromEntries(entries) });
}
