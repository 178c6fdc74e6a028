import type { Place } from './place';

/** A value of a JSON text that knows where it stands. */
export type Located = Scalar | ListNode | ObjectNode;

export type Scalar =
	| { readonly kind: 'text'; readonly value: string; readonly place: Place }
	/** `raw` as it was written, since a number of JavaScript has fewer digits. */
	| { readonly kind: 'number'; readonly value: number; readonly raw: string; readonly place: Place }
	| { readonly kind: 'boolean'; readonly value: boolean; readonly place: Place }
	| { readonly kind: 'null'; readonly value: null; readonly place: Place };

interface ListNode {
	readonly kind: 'list';
	readonly items: Located[];
	readonly place: Place;
}

export interface ObjectNode {
	readonly kind: 'object';
	/** In their order; a name that stands twice is here twice. */
	readonly members: Member[];
	readonly place: Place;
}

/** A member of an object, and where its name stands. */
export interface Member {
	readonly name: string;
	readonly place: Place;
	readonly value: Located;
}

/** The steps from a value into its parts: names of members and numbers of items. */
export type Path = readonly (string | number)[];

/** `scores.tone`, `tasks[2]`: a path in words. */
export function pathWords(path: Path): string {
	return path
		.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step.length > 80 ? `${step.slice(0, 80)}…` : step}`))
		.join('')
		.replace(/^\./, '');
}

/** The value as `JSON.parse` would give it; of members of one name the last counts. */
export function plainOf(node: Located): unknown {
	if (node.kind === 'list') return node.items.map(plainOf);
	if (node.kind !== 'object') return node.value;
	// Not by assignment, to which `__proto__` is no name as others are.
	return Object.fromEntries(node.members.map(({ name, value }) => [name, plainOf(value)]));
}

/** Every value that has no parts, depth first, with its path. */
export function* scalarsOf(node: Located, path: Path = []): Generator<{ path: Path; node: Scalar }> {
	if (node.kind === 'list') {
		for (const [at, item] of node.items.entries()) yield* scalarsOf(item, [...path, at]);
	} else if (node.kind === 'object') {
		for (const { name, value } of node.members) yield* scalarsOf(value, [...path, name]);
	} else yield { path, node };
}

/** The member of a name, the last where there are several. */
export function memberOf(node: ObjectNode, name: string): Member | undefined {
	return node.members.findLast((member) => member.name === name);
}
