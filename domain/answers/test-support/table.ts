/** An answer of a model, and what is to be read from it. */
export interface TableRow {
	/** What is special about it. */
	readonly name: string;
	readonly answer: string;
	/** How many were asked for: 3 where it is not said. */
	readonly n_tips?: number;
	readonly candidates: readonly string[];
	/** 0 where it is not said. */
	readonly format_ok?: 0 | 1;
	/** The prompt, where it matters. */
	readonly question?: string;
	/** The model thought, and wrote no answer. */
	readonly thinking_only?: true;
}

/** Answers by the form in which their candidates stand. */
export type AnswerTable = Readonly<Record<string, readonly TableRow[]>>;

/** Three tips that most rows are about, and the asked form of them. */
export const abc = ['Pack the bag now.', 'Set a timer for five.', 'Call the clinic at eight.'];
export const [a = '', b = '', c = ''] = abc;
export const json = '["Pack the bag now.", "Set a timer for five.", "Call the clinic at eight."]';
export const lines = '1. Pack the bag now.\n2. Set a timer for five.\n3. Call the clinic at eight.';
