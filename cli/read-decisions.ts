import { TipBenchError } from '../domain/errors';
import { type Decision, decisionSchema } from '../domain/policies/decision';
import { faultWords } from '../domain/schema-words';
import { messageOf } from '../machine/coded-error';
import { readRows } from './decision-rows';

/** So many faults are told one by one. */
const mostFaults = 20;

/** What is said behind the faults of a file that was not left as it was exported. */
const resaved =
	'a spreadsheet seems to have saved this file, and that changes times and numbers: give the file as it was exported';

/**
 * Reads a decision log as it was exported, JSON Lines or CSV, a row at a time. One that a spreadsheet saved is read too, as far
 * as there is no doubt about what it says.
 * @param path `-` for standard input
 * @throws TipBenchError Usage where there is no such file, DecisionLogInvalid with every fault by its line
 */
export async function readDecisions(path: string, onDecision: (decision: Decision) => void): Promise<void> {
	const faults: string[] = [];
	const ids = new Set<string>();
	const { rows, isResaved } = await readRows(path);
	for await (const { line, read } of rows) {
		const fault = take(read);
		if (fault !== null) faults.push(`line ${line}: ${fault}`);
	}
	if (faults.length > mostFaults)
		faults.splice(mostFaults, faults.length, `and ${faults.length - mostFaults} more lines`);
	if (faults.length > 0 && isResaved) faults.push(resaved);
	if (faults.length > 0) throw new TipBenchError('DecisionLogInvalid', faults.join('\n'));

	function take(read: () => unknown): string | null {
		let value: unknown;
		try {
			value = read();
		} catch (error) {
			return messageOf(error).slice(0, 200);
		}
		const { data, error } = decisionSchema.safeParse(value);
		if (data === undefined)
			return (error?.issues ?? [])
				.map((issue) => `${issue.path.join('.') || 'the row'}: ${faultWords(issue)}`)
				.join('; ');
		if (ids.has(data.id)) return `the decision ${data.id} stands further up already`;
		ids.add(data.id);
		// After a fault the rest is only checked.
		if (faults.length === 0) onDecision(data);
		return null;
	}
}
