import { reasonLines } from '../domain/bench/reasons';
import { type Status, usableCells } from '../domain/bench/status';
import { troubleText } from '../domain/bench/troubles';
import { waitLine } from '../domain/bench/wait';
import { plainMarkdown } from '../domain/markdown';
import { exchangeWords } from '../domain/ranking/gate/row-text';
import { argument, countOf, quoted } from '../domain/wording';

/**
 * What the Temporal UI shows of a bench, in Markdown: what to do next comes first, since its box holds ten lines.
 * @param workflowId the bench's own, for the commands
 */
export function currentDetails(status: Status, workflowId: string): string {
	const steps = [...troubleLines(status), ...nextSteps(status, workflowId)];
	const lines = [headline(status), ...gateLines(status), ...steps, '', ...progressLines(status)];
	return lines.join('\n');
}

/** One line that says where a bench is. */
function headline(status: Status): string {
	const { cells, pending_judgments: pending } = status;
	const recorded = cells.done + cells.reused;
	const still = status.troubles.length > 0 ? ', stands still' : '';
	switch (status.phase) {
		case 'planning':
			return `**${status.experiment}**: planning${still}`;
		case 'collecting':
			return `**${status.experiment}**: ${status.paused ? 'paused' : 'collecting'}, ${recorded} of ${cells.total} cells recorded${still}${timeLeft(status)}`;
		case 'judging':
			return `**${status.experiment}**: ${status.paused ? 'paused' : `${status.auto_judge?.kind ?? 'the auto judge'} is judging`}, ${judgedSoFar(status)}${still}`;
		case 'exporting':
			return `**${status.experiment}**: ${recorded} of ${cells.total} cells recorded; writing the judge file${still}`;
		case 'awaiting-judge':
			return `**${status.experiment}**: waiting for the judge, ${countOf(pending, 'run')} to score${still}`;
		case 'comparing':
			return `**${status.experiment}**: comparing${still}`;
		case 'gating':
			return `**${status.experiment}**: asking the gate${still}`;
		case 'done':
			return usableCells(status) > 0
				? `**${status.experiment}**: done; the leaderboard is this workflow's result`
				: `**${status.experiment}**: done, with nothing to rank: every cell failed or is invalid`;
	}
}

/** Reasons that the box has room for. */
const shownReasons = 4;

function gateLines({ gate }: Status): string[] {
	if (gate === null) return [];
	const { answer, candidate, baseline, reasons } = gate;
	return [
		'',
		`**Gate: ${answer}**: ${plainMarkdown(exchangeWords(candidate, baseline))}`,
		...reasons.slice(0, shownReasons).map((each) => `- ${plainMarkdown(each)}`),
	];
}

function judgedSoFar({ auto_judge: auto }: Status): string {
	return auto?.total ? `${auto.scored} of ${countOf(auto.total, 'run')} scored` : 'nothing scored yet';
}

/** Characters: about five of the box's ten lines. */
const longestTrouble = 600;

/** The first of them whole; a person mends one after the other. */
function troubleLines({ troubles }: Status): string[] {
	const [first, ...others] = troubles;
	if (first === undefined) return [];
	const more = others.length === 0 ? '' : ` (and ${countOf(others.length, 'other trouble')}: see the query \`status\`)`;
	const text = troubleText(first).replace(/\s+/g, ' ').slice(0, longestTrouble);
	return ['', text, '', `**What to do**: ${first.remedy}${more}`];
}

function nextSteps(status: Status, workflowId: string): string[] {
	if (status.paused) {
		const command = asCode(`temporal workflow signal --workflow-id ${quoted(workflowId)} --name resume`);
		return ['', `Nothing is generated until ${command}`];
	}
	if (status.phase !== 'awaiting-judge') return [];
	return [
		'',
		`1. Score the runs in ${asCode(status.export_outside?.path ?? status.export_path ?? '')}`,
		`2. ${asCode(status.export_outside?.apply ?? `./tip-bench judge apply ${argument(status.export_path ?? '')}`)}`,
		'3. That sends the signal too; by hand it is:',
		`   ${asCode(`temporal workflow signal --workflow-id ${quoted(workflowId)} --name judged`)}`,
		...(status.wait === null ? [] : ['', upperFirst(waitLine(status.wait))]),
		...(status.rejected_signal === null
			? []
			: ['', `Last signal \`${status.rejected_signal.signal}\` changed nothing: ${status.rejected_signal.why}`]),
	];
}

function progressLines(status: Status): string[] {
	const { cells } = status;
	return [
		`Cells: ${cells.total} planned, ${cells.done} recorded now, ${cells.reused} reused, ${cells.failed} failed, ${cells.invalid} invalid`,
		...(status.models_at_work.length === 0 ? [] : [`Model at work: ${status.models_at_work.join(', ')}`]),
		...(status.waiting_for.length === 0
			? []
			: [`Waiting for a GPU that others hold: ${status.waiting_for.join(', ')}`]),
		...status.notes.map((note) => `- ${note}`),
		...reasonLines(status.reasons.failed).map((line) => `- failed: ${line}`),
		...reasonLines(status.reasons.invalid).map((line) => `- invalid: ${line}`),
		...status.failed_cells.map(({ cell, reason }) => `- failed: ${cell}: ${reason}`),
	];
}

function timeLeft({ seconds_left, paused }: Status): string {
	if (seconds_left === null || paused) return '';
	const minutes = Math.ceil(seconds_left / 60);
	return seconds_left < 90 ? `, about ${seconds_left} s left` : `, about ${minutes} min left`;
}

/** Code in Markdown, fenced by more backticks than stand together in it. */
function asCode(text: string): string {
	const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

function upperFirst(text: string): string {
	return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
