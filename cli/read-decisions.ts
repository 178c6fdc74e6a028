import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { TipBenchError } from '../domain/errors';
import { type Decision, decisionColumns, decisionSchema } from '../domain/policies/decision';
import { fromDecisionCells } from '../domain/policies/decision-csv';
import { messageOf } from '../machine/coded-error';

/** A line beyond this is no decision, whatever it is. */
const longestLine = 8_000_000;

/** So many faults are told one by one. */
const mostFaults = 20;

interface Row {
	readonly line: number;
	readonly read: () => unknown;
}

/**
 * Reads a decision log as it was exported, JSON Lines or CSV, a row at a time.
 * @param path `-` for standard input
 * @throws TipBenchError Usage where there is no such file, DecisionLogInvalid with every fault by its line
 */
export async function readDecisions(path: string, onDecision: (decision: Decision) => void): Promise<void> {
	const faults: string[] = [];
	const ids = new Set<string>();
	for await (const { line, read } of rowsOf(piecesOf(path))) {
		const fault = take(read);
		if (fault !== null) faults.push(`line ${line}: ${fault}`);
	}
	if (faults.length > mostFaults)
		faults.splice(mostFaults, faults.length, `and ${faults.length - mostFaults} more lines`);
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
				.map(({ path: at, message }) => `${at.join('.') || 'the row'}: ${message}`)
				.join('; ');
		if (ids.has(data.id)) return `the decision ${data.id} stands further up already`;
		ids.add(data.id);
		// After a fault the rest is only checked.
		if (faults.length === 0) onDecision(data);
		return null;
	}
}

async function* piecesOf(path: string): AsyncGenerator<string> {
	const bytes = path === '-' ? process.stdin : createReadStream(path);
	bytes.setEncoding('utf8');
	try {
		let isFirst = true;
		for await (const piece of bytes as AsyncIterable<string>) {
			yield isFirst ? piece.replace(/^\uFEFF/, '') : piece;
			isFirst = false;
		}
	} catch (error) {
		throw new TipBenchError('Usage', `--log: cannot read ${path}: ${messageOf(error)}`);
	}
}

async function* rowsOf(pieces: AsyncGenerator<string>): AsyncGenerator<Row> {
	const first = await pieces.next();
	const start = first.done ? '' : first.value;
	const all = (async function* () {
		yield start;
		yield* pieces;
	})();
	yield* /^\s*\{/.test(start) ? jsonRows(all) : csvRows(all);
}

/** Lines end with LF alone: a text in a row may hold every other kind of line end. */
async function* jsonRows(pieces: AsyncIterable<string>): AsyncGenerator<Row> {
	let [rest, line] = ['', 0];
	const rowOf = (text: string): Row | null => {
		line += 1;
		return text.trim() === '' ? null : { line, read: () => JSON.parse(text) };
	};
	for await (const piece of pieces) {
		const lines = (rest + piece).split('\n');
		rest = lines.pop() as string;
		if (rest.length > longestLine)
			throw new TipBenchError('DecisionLogInvalid', `line ${line + 1}: it is longer than any decision`);
		for (const text of lines) {
			const row = rowOf(text);
			if (row !== null) yield row;
		}
	}
	const last = rowOf(rest);
	if (last !== null) yield last;
}

async function* csvRows(pieces: AsyncIterable<string>): AsyncGenerator<Row> {
	const parser = Readable.from(pieces).pipe(
		parse({ info: true, max_record_size: longestLine, skip_empty_lines: true, columns: checkedHeader }),
	);
	try {
		for await (const { record, info } of parser as AsyncIterable<{ record: Record<string, string>; info: Info }>)
			yield { line: info.lines, read: () => fromDecisionCells(record) };
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		const line = 'lines' in error ? `line ${String(error.lines)}: ` : '';
		throw new TipBenchError('DecisionLogInvalid', `${line}${error.message.replace(/\s+/g, ' ').slice(0, 200)}`);
	}
}

function checkedHeader(names: string[]): string[] {
	const missing = decisionColumns.filter((each) => !names.includes(each));
	if (missing.length === 0) return names;
	throw new TipBenchError(
		'DecisionLogInvalid',
		`line 1: neither a JSON object nor the header of an exported log: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
	);
}
