import { type Persona, personaOf, personaSchema } from '../domain/simulation/persona';
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
