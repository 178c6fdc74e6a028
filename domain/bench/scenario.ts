import { z } from 'zod';
import { hashOf, sha256Hex } from '../hash';

const words = z.string().trim().min(1);

/** Names stand in the names of runs, on one line. */
const name = words.max(100).regex(/^\P{Cc}+$/u, 'a name on one line');

/** A person of the shipped scenarios, and what is on their list in each time slot. */
export const personaSchema = z.strictObject({
	name,
	about: words,
	/** By the name of a time slot. */
	tasks: z.record(name, z.array(words).min(1)),
});

/** A part of the day. */
export const timeSlotSchema = z.strictObject({ name, about: words });

/** One scenario in full: also what a line of an added `.jsonl` file holds. */
export const scenarioSchema = z.strictObject({
	name,
	persona: words,
	time_slot: words,
	tasks: z.array(words).min(1),
});

export type Persona = z.infer<typeof personaSchema>;
export type TimeSlot = z.infer<typeof timeSlotSchema>;
export type ScenarioContent = z.infer<typeof scenarioSchema>;

/** One fixed context: persona × time slot × tasks. */
export interface Scenario extends ScenarioContent {
	/** SHA-256 over the canonical JSON of its content. */
	readonly hash: string;
}

/** The scenarios of a bench, in the order of its cells. */
export interface ScenarioSet {
	readonly count: number;
	/** See {@link hashOfScenarios}: what history carries instead of thousands of names. */
	readonly hash: string;
	readonly scenarios: readonly Scenario[];
}

/** A scenario with its hash. */
export function scenarioOf(content: ScenarioContent): Scenario {
	return { ...content, hash: hashOf(content) };
}

/** SHA-256 over the hash and the name of each, a line each and in this order, as `sha256sum` lists files. */
export function hashOfScenarios(scenarios: readonly Pick<Scenario, 'name' | 'hash'>[]): string {
	return sha256Hex(scenarios.map(({ name, hash }) => `${hash}  ${name}\n`).join(''));
}

/**
 * The scenarios of personas × time slots, slot by slot, so that the first ones are one per persona.
 * A persona with no tasks for a slot has no scenario there.
 */
export function crossScenarios(personas: readonly Persona[], slots: readonly TimeSlot[]): Scenario[] {
	return slots.flatMap((slot) =>
		personas.flatMap((persona) => {
			const tasks = persona.tasks[slot.name];
			if (tasks === undefined) return [];
			const name = `${persona.name}-${slot.name}`;
			return [scenarioOf({ name, persona: persona.about, time_slot: slot.about, tasks })];
		}),
	);
}
