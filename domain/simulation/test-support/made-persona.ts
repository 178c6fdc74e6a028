import { type Persona, personaOf, personaSchema } from '../persona';

/** A persona with two kinds of tips, or what else its file would say. */
export function personaWith(file: object = {}): Persona {
	const usual = {
		description: 'made for a test',
		hours: { 8: 1, 20: 2 },
		tastes: { focus: { reward: 0.8, hour: 8, hour_weight: 0.1 }, chores: { reward: 0.1, priority_weight: 0.1 } },
	};
	return personaOf('made', personaSchema.parse({ ...usual, ...file }));
}
