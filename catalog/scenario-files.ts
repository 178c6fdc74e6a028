import { z } from 'zod';
import { type Scenario, scenarioOf, scenarioSchema } from '../domain/bench/scenario';
import { type DataFile, invalid } from './data-file';
import { crossScenarios, type Persona, personaSchema, type TimeSlot, timeSlotSchema } from './persona-scenarios';
import { readYaml, type YamlValue } from './yaml-value';

/** A scenario, and where it was read. */
export interface PlacedScenario {
	readonly scenario: Scenario;
	readonly place: string;
}

/**
 * The scenarios of personas × time slots.
 * @throws TipBenchError DataFileInvalid for faults in either file, a name that stands twice, or tasks for an unknown slot
 */
export function readCross(personaFile: DataFile, slotFile: DataFile): PlacedScenario[] {
	const personas = readYaml(whole(personaFile), listOf(personaSchema));
	const slots = readYaml(whole(slotFile), listOf(timeSlotSchema));
	refuseRepeated(personaFile, personas);
	refuseRepeated(slotFile, slots);
	refuseUnknownSlots(personaFile, personas, slots.value);
	return crossScenarios(personas.value, slots.value).map((scenario) => ({ scenario, place: personaFile.path }));
}

/** Lines read between two pauses: some 20 ms. */
const linesAtOnce = 500;

/**
 * The scenarios of a file with one JSON object a line. It pauses now and then, so that a file of thousands of lines
 * keeps nothing else in this process waiting, least of all a heartbeat.
 * @throws TipBenchError DataFileInvalid for the first line that holds none
 */
export async function* readLines(file: DataFile): AsyncGenerator<PlacedScenario> {
	for (const [at, line] of file.text.split('\n').entries()) {
		if (at % linesAtOnce === linesAtOnce - 1) await new Promise(setImmediate);
		if (line.trim() !== '') yield { scenario: readLine(file, at + 1, line), place: `${file.path}, line ${at + 1}` };
	}
}

function readLine(file: DataFile, at: number, line: string): Scenario {
	const parsed = scenarioSchema.safeParse(parseLine(file, at, line));
	if (parsed.success) return scenarioOf(parsed.data);
	const faults = parsed.error.issues.map(({ path, message }) => [...path, message].join(': '));
	throw invalid(file.path, at, faults.join('; '));
}

/** @throws TipBenchError DataFileInvalid, naming both places, where two scenarios have one name */
export function refuseRepeatedScenarios(all: readonly PlacedScenario[]): void {
	const places = new Map<string, string>();
	for (const { scenario, place } of all) {
		const before = places.get(scenario.name);
		if (before !== undefined) throw invalid(place, undefined, `${scenario.name} is named already in ${before}`);
		places.set(scenario.name, place);
	}
}

/** An empty file is an empty list, which YAML alone reads as nothing. */
function listOf<T>(schema: z.ZodType<T>): z.ZodType<T[]> {
	const list: z.ZodType<T[]> = z.array(schema);
	return z.preprocess((value) => (isEmpty(value) ? [] : value), list);
}

function isEmpty(value: unknown): boolean {
	return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0;
}

function whole(file: DataFile) {
	return { path: file.path, text: file.text, firstLine: 1 };
}

function parseLine(file: DataFile, line: number, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw invalid(file.path, line, `is not a JSON object on one line: ${(error as Error).message}`, error);
	}
}

function refuseRepeated(file: DataFile, list: YamlValue<readonly { name: string }[]>): void {
	const names = list.value.map(({ name }) => name);
	const at = names.findIndex((name, place) => names.indexOf(name) < place);
	if (at !== -1) throw invalid(file.path, list.lineOf([at, 'name']), `${names[at]} stands twice`);
}

function refuseUnknownSlots(file: DataFile, personas: YamlValue<Persona[]>, slots: readonly TimeSlot[]): void {
	const known = slots.map(({ name }) => name);
	for (const [at, { name, tasks }] of personas.value.entries()) {
		const unknown = Object.keys(tasks).find((slot) => !known.includes(slot));
		if (unknown === undefined) continue;
		const there = known.length === 0 ? 'there is none' : `there are ${known.join(', ')}`;
		throw invalid(
			file.path,
			personas.lineOf([at, 'tasks', unknown]),
			`${name} has tasks for ${unknown}, but of time slots ${there}`,
		);
	}
}
