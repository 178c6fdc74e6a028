import { writeSync } from 'node:fs';
import { emitKeypressEvents, type Interface } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import pc from 'picocolors';
import type { Key } from '../../domain/judging/sitting/keys';
import type { Look, ScreenLine } from '../../report/sitting/lines';
import type { Screen, ScreenSize } from '../../report/sitting/screen';
import { createKeyReader, type TerminalKey } from './terminal-keys';

/** A terminal that is ours alone until it is closed. */
export interface Terminal {
	size(): ScreenSize;
	/** Brings the screen up to date; sends only the lines that have changed. */
	draw(screen: Screen): void;
	/** Everything is drawn anew next time. */
	forget(): void;
	/** Gives the terminal back as it was, where it is still there. */
	close(): void;
	/** Whether there is no terminal any more. */
	isLost(): boolean;
}

/** @see openTerminal */
export interface TerminalEvents {
	onKey(key: Key): void;
	/** The size has changed, or the terminal was another's for a while. */
	onChange(): void;
	/** There is no terminal any more. */
	onLost(): void;
}

/** What the terminal is asked for, and what undoes it: its other screen, pastes told from keys, no breaking of lines. */
const enter = '\u001b[?1049h\u001b[?2004h\u001b[?7l\u001b[2J';
const leave = '\u001b[?7h\u001b[?2004l\u001b[?25h\u001b[?1049l';

/** Keys such as the arrows begin as Esc does; a slow line may part the two. Milliseconds. */
const escapeMs = 60;

/** By then a shell has stopped us. One that cannot, since nobody is there to continue us, never does. Milliseconds. */
const stoppedMs = 100;

/**
 * Takes a terminal over.
 * @param isPlain whether it can do nothing but print lines, as a `dumb` one
 */
export function openTerminal(
	{ stdin, stdout }: { stdin: ReadStream; stdout: WriteStream },
	isPlain: boolean,
	events: TerminalEvents,
): Terminal {
	const colors = pc.createColors(!isPlain && stdout.hasColors());
	const looks = looksOf(colors);
	let drawn: string[] = [];
	let lost = false;
	let isClosed = false;
	const lose = () => {
		lost = true;
		events.onLost();
	};
	const send = (text: string) => {
		if (!lost && !stdout.destroyed) stdout.write(text);
	};
	const begin = () => {
		stdin.setRawMode(true);
		if (!isPlain) send(enter);
		drawn = [];
	};
	const end = () => {
		lost ||= !isThere(isPlain ? '\n' : leave);
		// Of a terminal that is gone nothing can be set back: Node itself would end with a crash.
		if (!lost && !stdin.destroyed) stdin.setRawMode(false);
	};
	const onKey = createKeyReader((key: Key | TerminalKey) => {
		if (key.is === 'redraw') {
			drawn = [];
			events.onChange();
		} else if (key.is === 'suspend') {
			end();
			process.kill(process.pid, 'SIGTSTP');
			setTimeout(onContinue, stoppedMs).unref();
		} else events.onKey(key);
	});
	/** Whoever stopped us, the terminal was another's meanwhile. */
	const onContinue = () => {
		if (isClosed || lost || stdin.destroyed) return;
		begin();
		events.onChange();
	};
	const onResize = () => {
		if (!isPlain) send('\u001b[2J');
		drawn = [];
		events.onChange();
	};
	emitKeypressEvents(stdin, { escapeCodeTimeout: escapeMs } as unknown as Interface);
	stdin.on('keypress', onKey);
	// A command ends at once whose result cannot be written; here scores are still on their way.
	const others = stdout.listeners('error') as ((error: Error) => void)[];
	for (const other of others) stdout.off('error', other);
	stdin.on('end', lose);
	stdin.on('error', lose);
	stdout.on('error', lose);
	stdout.on('resize', onResize);
	process.on('SIGCONT', onContinue);
	begin();
	stdin.resume();
	return {
		size: () => (isPlain ? { rows: Number.POSITIVE_INFINITY, columns: stdout.columns || 80 } : sizeOf(stdout)),
		draw: ({ lines, cursor }) => {
			const texts = lines.map((line) => styled(line, looks));
			send(isPlain ? printed(texts, drawn) : changes(texts, drawn, cursor));
			drawn = texts;
		},
		forget: () => {
			drawn = [];
		},
		close: () => {
			stdin.off('keypress', onKey);
			stdout.off('resize', onResize);
			process.off('SIGCONT', onContinue);
			isClosed = true;
			end();
			if (lost) return;
			for (const other of others) stdout.on('error', other);
			stdin.pause();
		},
		isLost: () => lost,
	};
}

/** Writes what gives a terminal back at once, and sees whether it is still there. */
function isThere(text: string): boolean {
	try {
		writeSync(process.stdout.fd, text);
		return true;
	} catch (error) {
		// One that is slow is there.
		return (error as NodeJS.ErrnoException).code === 'EAGAIN';
	}
}

/** Some terminals say nothing of their size, or that they have none. */
function sizeOf({ rows, columns }: WriteStream): ScreenSize {
	return { rows: rows || 24, columns: columns || 80 };
}

function looksOf(colors: ReturnType<typeof pc.createColors>): Record<Look, (text: string) => string> {
	const plain = (text: string) => text;
	return {
		plain,
		bar: colors.inverse,
		heading: colors.bold,
		faint: colors.dim,
		ask: colors.bold,
		warning: colors.yellow,
	};
}

function styled({ text, look }: ScreenLine, looks: Record<Look, (text: string) => string>): string {
	return text === '' ? '' : looks[look](text);
}

/** What makes one screen of another. */
function changes(lines: readonly string[], before: readonly string[], cursor: Screen['cursor']): string {
	const rows = Math.max(lines.length, before.length);
	let text = '\u001b[?25l';
	for (let row = 0; row < rows; row += 1) {
		const line = lines[row] ?? '';
		// Erased before it is written: after a line that fills the row that would erase its last character.
		if (line !== before[row]) text += `\u001b[${row + 1};1H\u001b[K${line}`;
	}
	return cursor === null ? text : `${text}\u001b[${cursor.row + 1};${cursor.column + 1}H\u001b[?25h`;
}

/** A terminal that only prints gets the lines that it has not had, below the others. */
function printed(lines: readonly string[], before: readonly string[]): string {
	const known = new Set(before);
	const fresh = lines.filter((line) => line !== '' && !known.has(line));
	return fresh.length === 0 ? '' : `\n${fresh.join('\n')}\n`;
}
