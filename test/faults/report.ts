import Table from 'cli-table3';
import type { RunResult } from './run';

/** What a person reads at the end. */
export function report(result: RunResult): string {
	const { benches, startedAgain, ownEnds, timedOut, breaks } = result;
	const failedCells = benches.flatMap(({ said }) => said?.failedCells ?? []);
	return [
		faultTable(result),
		benchTable(result),
		countTable(result),
		...section('Cells that were failed by rule, and are named:', [
			...new Set(failedCells.map(({ cell, reason }) => `${cell}: ${reason}`)),
		]),
		...section('Benches that ended before their cells were filled, and were started again:', startedAgain),
		...section(
			'Parts that ended though nobody had harmed them, and were started again:',
			ownEnds.map(({ part, at, how }) => `${timeOf(at)} ${part} (${how})`),
		),
		...section(
			'Activities that Temporal heard nothing of, and gave to a worker again:',
			timedOut.map(({ block, activity, heartbeat, at, afterMs }) => {
				const missed = heartbeat ? 'heartbeat' : 'time';
				return `${timeOf(at)} ${activity} of ${block.slice(0, 40)}: ${missed} over, ${Math.round(afterMs / 1000)} s after it was scheduled`;
			}),
		),
		...section(
			'BROKEN:',
			breaks.map(({ law, what, at }) => `${at === null ? '' : `${timeOf(at)} `}${law}: ${what}`),
		),
	].join('\n');
}

/** An unordered list under its heading, with an end for a list that is too long; nothing for an empty one. */
function section(title: string, lines: readonly string[]): string[] {
	if (lines.length === 0) return [];
	const shown = lines.slice(0, 30).map((line) => `- ${line}`);
	const rest = lines.length - shown.length;
	return ['', title, ...shown, ...(rest > 0 ? [`- and ${rest} more`] : [])];
}

function faultTable({ faults }: RunResult): string {
	const rows = table(['fault', 'times', 'met nothing', 'longest'], 1);
	for (const kind of [...new Set(faults.map((fault) => fault.kind))].sort()) {
		const ofKind = faults.filter((fault) => fault.kind === kind);
		const longest = Math.max(...ofKind.map(({ holdMs }) => holdMs));
		const met = ofKind.filter((fault) => fault.met);
		rows.push([
			kind,
			met.length,
			ofKind.length - met.length || '',
			longest === 0 ? 'at once' : `${(longest / 1000).toFixed(1)} s`,
		]);
	}
	return rows.toString();
}

function benchTable({ benches }: RunResult): string {
	const rows = table(['bench', 'planned', 'says', 'recorded', 'failed', 'ended'], 1);
	for (const { config, planned, said, committed, state } of benches) {
		rows.push([config.experiment, planned.length, said?.total ?? '?', committed.length, said?.failed ?? '?', state]);
	}
	return rows.toString();
}

function countTable({ counts, residents, seconds, seed, faults }: RunResult): string {
	const { looks, gaps } = residents;
	const rows = table(['counted from outside', 'count'], 1);
	rows.push(
		[`faults that met something, seed ${seed}, in ${Math.round(seconds)} s`, faults.filter(({ met }) => met).length],
		['cells planned', counts.planned],
		['cells recorded', counts.recorded],
		['cells failed by rule and named', counts.failed],
		['cells lost', counts.lost],
		['cells doubled', counts.doubled],
		['cells generated again after Temporal had accepted the answer', counts.generatedAgain],
		[`most of our models resident at once (${looks} looks, ${gaps.p50} ms apart, p99 ${gaps.p99} ms)`, residents.most],
		['runs that the auto judge was to score', counts.judgments.judgeable],
		['runs that it scored', counts.judgments.scored],
		['judgments lost', counts.judgments.lost],
		['judgments doubled', counts.judgments.doubled],
		['items asked again after their judgment was accepted', counts.judgments.askedAgain],
		['blocks left that run for nobody, and benches that hold the GPU for nothing', counts.left],
		['generations asked of Ollama', counts.generations],
		['whole answers that were made once more before Temporal had accepted one', counts.answersThrownAway],
	);
	return rows.toString();
}

function table(head: string[], rightFrom: number) {
	const colAligns = head.map((_, at) => (at >= rightFrom ? ('right' as const) : ('left' as const)));
	return new Table({ head, colAligns, style: { head: [], border: [], compact: true } });
}

function timeOf(at: number): string {
	return new Date(at).toISOString().slice(11, 23);
}
