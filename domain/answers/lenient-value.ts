import type { TextRead } from './lenient-text';

/** What was read of JSON, or of what looks like it. */
export type Value =
	/** `bare` where it stands without quotes. */
	| ({ readonly kind: 'text'; readonly bare: boolean } & TextRead)
	| { readonly kind: 'list'; readonly items: Value[] }
	/** A member without a name has the name ''. */
	| { readonly kind: 'object'; readonly members: [name: string, value: Value][] }
	/** A number, `null` and the like: no text. */
	| { readonly kind: 'other' };
