import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { TipBenchError } from '../../domain/errors';
import { writeWhole } from '../../machine/whole-file';
import { draftsDir } from './draft';

/** Who sat down last on this machine, `null` where nobody did. */
export async function lastName(stateDir: string): Promise<string | null> {
	const text = await readFile(nameFile(stateDir), 'utf8').catch(() => '');
	return text.trim() || null;
}

export async function keepName(stateDir: string, name: string): Promise<void> {
	await writeWhole(nameFile(stateDir), `${name}\n`);
}

/**
 * Asks who scores; the enter key alone means whoever sat down last.
 * @throws TipBenchError Usage where nobody answers
 */
export async function askName(last: string | null): Promise<string> {
	const reader = createInterface({ input: process.stdin, output: process.stdout });
	const shown = last === null ? '' : ` [${last}]`;
	const gone = new Promise<null>((resolve) => {
		reader.once('close', () => resolve(null));
		reader.once('SIGINT', () => resolve(null));
	});
	try {
		const said = await Promise.race([reader.question(`Who scores? It is kept with every score${shown}: `), gone]);
		const name = said?.trim() || (said === null ? null : last);
		if (!name) throw new TipBenchError('Usage', 'say who scores: --by NAME');
		return name;
	} finally {
		reader.close();
	}
}

function nameFile(stateDir: string): string {
	return join(draftsDir(stateDir), 'last-name');
}
