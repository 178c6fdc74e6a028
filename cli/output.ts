import { outside } from '../machine/outside';
import { printable } from '../report/printable';

/** Results go to standard output, so that they can be piped. */
export function print(text: string): void {
	process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Talk goes to standard error. It may quote what models or strangers wrote, so nothing in it steers the terminal. */
export function say(text: string): void {
	process.stderr.write(`${outside().asCalled(text).split('\n').map(printable).join('\n')}\n`);
}

/** A line that replaces itself on a terminal; elsewhere nothing, since logs want lines that stay. */
export function sayInPlace(text: string): void {
	if (process.stderr.isTTY)
		process.stderr.write(`\r\u001b[2K${printable(text).slice(0, (process.stderr.columns || 80) - 1)}`);
}

/** Makes room for what comes after {@link sayInPlace}. */
export function endInPlace(): void {
	if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
}
