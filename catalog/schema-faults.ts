import { z } from 'zod';
import { clipText } from '../domain/clip';
import { nearestName } from '../domain/nearest-name';
import { oneOf, wantedBy } from '../domain/schema-words';

/** What is wrong with a part of a file's content. */
export interface SchemaFault {
	readonly path: readonly PropertyKey[];
	/** Begins with the path, where there is one. */
	readonly fault: string;
}

/** A fault of a content in plain words, one for each key that nobody knows. @param schema by which it was found */
export function schemaFaults(issue: z.core.$ZodIssue, content: unknown, schema: z.ZodType): SchemaFault[] {
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => placed([...issue.path, key], strangeKey(key, issue.path, content, schema)));
	}
	if (issue.code === 'invalid_union') {
		// Of the forms that a value may have, one may fit in its kind, and only its parts be wrong.
		const near = issue.errors.filter((form) =>
			form.every(({ code, path }) => path.length > 0 || code === 'unrecognized_keys'),
		);
		const inside = near.length === 1 ? (near[0] ?? []) : [];
		const moved = inside.map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
		if (moved.length > 0) return moved.flatMap((each) => schemaFaults(each, content, schema));
	}
	const found = valueAt(content, issue.path);
	const wanted = wantedOf(issue);
	if (found === undefined) {
		const words = `is missing${wanted === null ? '' : `: give ${wanted}`}`;
		return [placed(issue.path, words + otherSpelling(content, issue.path))];
	}
	if (found === null) {
		const out = isNeeded(issue.path, schema) ? '' : 'leave it out, or ';
		return [placed(issue.path, `is blank: ${out}give ${wanted ?? 'a value'}`)];
	}
	if (wanted === null) return [placed(issue.path, issue.message)];
	const nearest = typeof found === 'string' ? nearestName(found.trim(), optionsOf(issue)) : undefined;
	const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
	return [
		placed(
			issue.path,
			`must be ${wanted}, but is ${clipText(typeof found === 'number' ? String(found) : JSON.stringify(found), 80)}${hint}`,
		),
	];
}

/** A key beside a missing one that was probably meant for it, as `API` for `api`. */
function otherSpelling(content: unknown, path: readonly PropertyKey[]): string {
	const around = valueAt(content, path.slice(0, -1));
	const name = String(path.at(-1)).toLowerCase();
	const keys = typeof around === 'object' && around !== null ? Object.keys(around) : [];
	const meant = keys.find(
		(key) =>
			key
				.trim()
				.toLowerCase()
				.replace(/[\s-]+/g, '_') === name,
	);
	return meant === undefined ? '' : `; \`${meant}\` is written otherwise`;
}

function placed(path: readonly PropertyKey[], words: string): SchemaFault {
	return { path, fault: path.length === 0 ? words : `${path.join('.')}: ${words}` };
}

/** What would be right; `null` where the issue says more. */
function wantedOf(issue: z.core.$ZodIssue): string | null {
	if (issue.code !== 'invalid_union') return wantedBy(issue)?.replace(/^an object$/, 'keys with values') ?? null;
	const options = optionsOf(issue);
	const forms = issue.errors.flatMap(([first]) => (first === undefined ? [] : (wantedOf(first) ?? [])));
	const all = options.length > 0 ? options : [...new Set(forms)];
	return all.length === 0 ? null : oneOf(all);
}

function optionsOf(issue: z.core.$ZodIssue): string[] {
	if (issue.code === 'invalid_value') return issue.values.map(String);
	if (issue.code !== 'invalid_union' || !('options' in issue) || !Array.isArray(issue.options)) return [];
	return issue.options.map(String);
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>((at, step) => {
		return typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? at[step as keyof typeof at] : undefined;
	}, content);
}

function strangeKey(key: string, path: readonly PropertyKey[], content: unknown, schema: z.ZodType): string {
	const parts = partsAt(schema, path);
	const known = [...new Set(parts.flatMap(({ properties = {} }) => Object.keys(properties)))];
	const chooser = known.find((each) => parts.every(({ properties = {} }) => isConst(properties[each])));
	if (known.includes(key) && chooser !== undefined) {
		return `does not go with \`${chooser}: ${String(valueAt(content, [...path, chooser]))}\`; take it out`;
	}
	const nearest = nearestName(key, known);
	return `unknown key; ${nearest === undefined ? `known are ${known.join(', ')}` : `did you mean ${nearest}?`}`;
}

function isNeeded(path: readonly PropertyKey[], schema: z.ZodType): boolean {
	const parts = partsAt(schema, path.slice(0, -1));
	return parts.length > 0 && parts.every(({ required = [] }) => required.includes(String(path.at(-1))));
}

type Part = Exclude<z.core.JSONSchema.JSONSchema, boolean>;

function isPart(each: unknown): each is Part {
	return typeof each === 'object' && each !== null && !Array.isArray(each);
}

function isConst(part: z.core.JSONSchema.JSONSchema | boolean | undefined): boolean {
	return typeof part === 'object' && 'const' in part;
}

/** The objects that a schema allows at a path. */
function partsAt(schema: z.ZodType, path: readonly PropertyKey[]): Part[] {
	let parts = alternativesOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }));
	for (const step of path) {
		const inside = parts.flatMap(({ items, properties, additionalProperties }) =>
			typeof step === 'number' ? items : (properties?.[String(step)] ?? additionalProperties),
		);
		parts = inside.flatMap((each) => (isPart(each) ? alternativesOf(each) : []));
	}
	return parts.filter(({ properties }) => properties !== undefined);
}

function alternativesOf(schema: Part): Part[] {
	const inside = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
	if (inside.length === 0) return [schema];
	return inside.flatMap((each) => (isPart(each) ? alternativesOf(each) : []));
}
