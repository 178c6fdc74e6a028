import type { Place } from './place';

/** Where a text stops being readable, and why. What stands behind that place is not known. */
export class SyntaxFault extends Error {
	/** @param place where the surprise stands */
	constructor(
		message: string,
		readonly place: Place,
	) {
		super(message);
	}
}
