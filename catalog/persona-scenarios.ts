import { z } from 'zod';
import { type Scenario, scenarioNameSchema, scenarioOf } from '../domain/bench/scenario';

const words = z.string().trim().min(1);

/** A person of the shipped scenarios, and what is on their list in each time slot. */
export const personaSchema = z.strictObject({
	name: scenarioNameSchema,
	about: words,
	/** By the name of a time slot. */
	tasks: z.record(scenarioNameSchema, z.array(words).min(1)),
});

/** A part of the day. */
export const timeSlotSchema = z.strictObject({ name: scenarioNameSchema, about: words });

export type Persona = z.infer<typeof personaSchema>;
export type TimeSlot = z.infer<typeof timeSlotSchema>;

/**
 * The scenarios of personas × time slots, slot by slot, so that the first ones are one per persona; their fields are
 * `persona`, `time_slot` and `tasks`. A persona with no tasks for a slot has no scenario there.
 */
export function crossScenarios(personas: readonly Persona[], slots: readonly TimeSlot[]): Scenario[] {
	return slots.flatMap((slot) =>
		personas.flatMap((persona) => {
			const tasks = persona.tasks[slot.name];
			if (tasks === undefined) return [];
			const fields = { persona: persona.about, time_slot: slot.about, tasks };
			return [scenarioOf({ name: `${persona.name}-${slot.name}`, fields })];
		}),
	);
}
