import pc from 'picocolors';

/** Bold on a terminal, or where FORCE_COLOR asks for it. */
export const bold = boldFor(process.stdout.isTTY === true, process.env);

/** picocolors alone takes `CI` for a terminal: then a result in a file or a pipe would hold its codes. */
export function boldFor(
	isTerminal: boolean,
	{ NO_COLOR, FORCE_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
): (text: string) => string {
	const isForced = FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0';
	const isWanted = !NO_COLOR && (isForced || (isTerminal && TERM !== 'dumb' && FORCE_COLOR !== '0'));
	return pc.createColors(isWanted).bold;
}
