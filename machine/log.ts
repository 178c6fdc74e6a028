import pino, { type Logger } from 'pino';

/** Takes lines with a level, and what they are about as fields. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'isLevelEnabled'>;

/** `text`: sentences for a person; `json`: an object a line, for a program that gathers logs. */
export const logFormats = ['text', 'json'] as const;

/** From the most talkative on. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;

/** How a log is written. */
export interface LogOptions {
	readonly format: (typeof logFormats)[number];
	/** Lines below it are dropped. */
	readonly level: (typeof logLevels)[number];
	/** Takes a line without its end: whole JSON, or the sentence alone. */
	readonly write: (line: string) => void;
}

/** A log. Each line of JSON has `time` (ISO 8601, UTC), `level` as a word, `msg`, and the fields that it came with. */
export function createLog({ format, level, write }: LogOptions): Log {
	const stream = { write: (line: string) => write(format === 'json' ? line.trimEnd() : sentenceOf(line)) };
	const formatters = { level: (label: string) => ({ level: label }) };
	return pino({ level, base: { pid: process.pid }, formatters, timestamp: pino.stdTimeFunctions.isoTime }, stream);
}

function sentenceOf(line: string): string {
	return (JSON.parse(line) as { msg: string }).msg;
}
