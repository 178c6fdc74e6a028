import { scenarioNameSchema } from '../domain/bench/scenario';
import { type Persona, personaOf, personaSchema } from '../domain/simulation/persona';
import { readSimKey } from '../domain/simulation/sim-config';
import type { DataFile } from './data-file';
import { readYaml } from './yaml-value';

/**
 * The simulated user that a file describes.
 * @throws TipBenchError DataFileInvalid with every fault and its line
 */
export function readPersona(name: string, file: DataFile): Persona {
	const { value } = readYaml({ path: file.path, text: file.text, firstLine: 1 }, personaSchema);
	return personaOf(name, value);
}

/**
 * Whether a persona can be asked for by this name: a list of personas that consists of it is read as this name alone. Commas
 * part a list, brackets and quotes around a name are taken off, `null` says that nothing is given. It is part of a user's id over
 * HTTP, so it is no longer than other names.
 */
export function isPersonaName(name: string): boolean {
	const read = readSimKey({ personas: name }, 'personas');
	return read?.length === 1 && read[0] === name && scenarioNameSchema.safeParse(name).success;
}
