import { TipBenchError } from '../domain/errors';

/** More lines than this nobody reads at once, and Temporal keeps them all. */
const mostLines = 100;

/** The error for a judge file with faults, one a line. */
export function judgeFileInvalid(faults: readonly string[], path?: string): TipBenchError {
	const where = path === undefined ? '' : `${path}: `;
	return new TipBenchError('JudgeFileInvalid', listed(faults.map((fault) => `${where}${fault}`)));
}

/** Lines of a list; of very many the first ones, and how many more there are. */
export function listed(lines: readonly string[]): string {
	const shown = lines.slice(0, mostLines).map((line) => `- ${line}`);
	const more = lines.length - shown.length;
	return [...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
