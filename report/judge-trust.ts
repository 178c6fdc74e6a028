import Table from 'cli-table3';
import type { Estimate } from '../domain/ranking/agreement/estimate';
import type { JudgeWorth, ScoreAgreement } from '../domain/ranking/agreement/judge-worth-schema';
import { countOf } from '../domain/wording';
import { bold } from './bold';
import { estimateText } from './estimate-text';
import { printable } from './printable';

const heads = ['', 'kappa', 'alpha', 'exact', 'within 1', 'bias', 'length bias'];

/** What judges are worth, for a terminal: a block for each of them that can be held against another, or itself. */
export function judgeTrustText({
	experiment,
	rubric,
	worths,
}: {
	readonly experiment: string;
	readonly rubric: string;
	readonly worths: readonly JudgeWorth[];
}): string {
	if (worths.length === 0)
		return printable(
			`${experiment} · rubric ${rubric}: no run has two judgments. Have some runs scored by a second judge, or by the same one again.`,
		);
	return worths.map(blockOf).join('\n\n');
}

function blockOf(worth: JudgeWorth): string {
	const table = new Table({ head: heads.map((each) => bold(each)), style: { head: [], border: [], compact: true } });
	const scores = [...Object.entries(worth.dimensions), ['composite', worth.composite] as const];
	for (const [name, score] of scores) table.push([printable(name), ...cellsOf(score)]);
	return [bold(printable(headOf(worth))), table.toString(), ...wordsOf(worth).map(printable)].join('\n');
}

function headOf({ between, judged, against, pairs, scenarios }: JudgeWorth): string {
	const both = `${countOf(pairs, 'run')} of ${countOf(scenarios, 'scenario')}`;
	if (between === 'one-judge-twice') return `${judged} against ${judged} before: ${both}`;
	return `${judged} against ${against}: ${both}`;
}

function cellsOf({ kappa, alpha, exact, within_one, bias, length_bias }: ScoreAgreement): string[] {
	return [
		estimated(kappa),
		estimated(alpha),
		share(exact.value),
		share(within_one.value),
		estimated(bias, 1, true),
		estimated(length_bias),
	];
}

function wordsOf({ composite, alt_test, may_set_gate, between }: JudgeWorth): string[] {
	const reasons = [composite.kappa.reason, composite.bias.reason].filter((each) => each !== null);
	return [
		between === 'one-judge-twice'
			? 'bias: the later judgment less the earlier one, which is drift'
			: 'bias: above 0 where the first one is milder; length bias: above 0 where it is milder to long answers',
		...[...new Set(reasons)].map((reason) => `–: ${reason}`),
		...(alt_test?.reason === null
			? [`it stands in for ${share(alt_test.winning_rate)} of the people (alternative annotator test)`]
			: []),
		...(may_set_gate === null
			? []
			: [`may set a gate: ${may_set_gate.allowed ? 'yes' : 'no'}; ${may_set_gate.reason}`]),
	];
}

function estimated(estimate: Estimate, digits = 2, signed = false): string {
	return estimateText(estimate, digits, signed) ?? '–';
}

function share(value: number | null): string {
	return value === null ? '–' : `${Math.round(value * 100)} %`;
}
