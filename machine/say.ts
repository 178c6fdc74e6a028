/** Tells a person what is going on: one line, without a line end. */
export type Say = (line: string) => void;
