import { nearestName } from '../nearest-name';
import { countPlace, type Prompt, placePattern } from './prompt';
import type { ScenarioContent } from './scenario';

/** A place of a template, and the line of the prompt's file that first names it. */
interface Place {
	readonly name: string;
	readonly line: number;
}

/** How many scenarios a fault names; the others are counted. */
const scenariosNamed = 3;

/**
 * Whether every place of the prompts is filled by every scenario that they will be rendered with.
 * @returns a fault for each place that no scenario has a field for, and for each that some lack
 */
export function placeFaults(
	prompts: readonly Pick<Prompt, 'name' | 'template' | 'firstLine'>[],
	scenarios: readonly ScenarioContent[],
): string[] {
	const fields = [...new Set(scenarios.flatMap((each) => Object.keys(each.fields)))];
	return prompts.flatMap((prompt) =>
		placesOf(prompt).flatMap(({ name, line }) => {
			if (name === countPlace) return [];
			const at = `prompt ${prompt.name}, line ${line}`;
			if (!fields.includes(name)) return [`${at}: nothing fills {{${shortened(name)}}}; ${hintFor(name, fields)}`];
			const lacking = scenarios.filter((each) => !Object.hasOwn(each.fields, name));
			return lacking.length === 0 ? [] : [`${at}: {{${name}}} is a field that ${lackingNames(lacking, name)}`];
		}),
	);
}

/** What to say of prompts that ask the same whatever the scenario is, such as those whose places have one brace. */
export function placeNotes(
	prompts: readonly Pick<Prompt, 'name' | 'template' | 'firstLine'>[],
	scenarios: readonly ScenarioContent[],
): string[] {
	const same = prompts.filter((prompt) => placesOf(prompt).every(({ name }) => name === countPlace));
	const [first] = scenarios;
	if (first === undefined || scenarios.length < 2) return [];
	const places = Object.keys(first.fields).map((each) => `{{${each}}}`);
	return same.map(({ name }) => {
		return `prompt ${name} has none of the places ${places.join(', ')}: it asks the same for every scenario.`;
	});
}

/** The places of a template, each once, with the line that names it first. */
function placesOf({ template, firstLine }: Pick<Prompt, 'template' | 'firstLine'>): Place[] {
	const places = new Map<string, Place>();
	let line = firstLine;
	let counted = 0;
	for (const match of template.matchAll(placePattern)) {
		line += template.slice(counted, match.index).split('\n').length - 1;
		counted = match.index;
		const name = (match[1] ?? '').trim();
		if (!places.has(name)) places.set(name, { name, line });
	}
	return [...places.values()];
}

function hintFor(name: string, fields: readonly string[]): string {
	const places = [...fields, countPlace];
	const nearest = nearestName(name.slice(0, 100), places);
	const guess = nearest === undefined ? '' : `did you mean {{${nearest}}}? `;
	return `${guess}The places are ${places.map((each) => `{{${each}}}`).join(', ')}`;
}

function lackingNames(lacking: readonly ScenarioContent[], place: string): string {
	const names = lacking.slice(0, scenariosNamed).map(({ name }) => name);
	const more = lacking.length - names.length;
	const who = `${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
	const lack = lacking.length === 1 ? `scenario ${who} lacks` : `scenarios ${who} lack`;
	const nearest = nearestName(place, Object.keys(lacking[0]?.fields ?? {}));
	return `${lack}${nearest === undefined ? '' : `; ${names[0]} has ${nearest}`}`;
}

function shortened(name: string): string {
	return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
