import { createCatalog } from '../catalog/catalog';
import type { Persona } from '../domain/simulation/persona';
import { projectRoot } from '../machine/folders';

/** The personas that are shipped, in the order of their names. */
export async function readShippedPersonas(): Promise<Persona[]> {
	const catalog = createCatalog(projectRoot());
	return Promise.all((await catalog.personaNames()).map((name) => catalog.persona(name)));
}
