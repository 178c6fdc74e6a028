import type { Disagreement, Disagreements } from '../domain/judging/disagreement';
import { ownJudgeWarning } from '../domain/judging/own-judges';
import type { Scores } from '../domain/judging/rubric';
import { countOf } from '../domain/wording';
import { printable } from './printable';

/**
 * Disagreements for a terminal: of each run the differences with their sign, both sets of scores, and the candidates.
 * Neither model nor prompt version is named, so that whoever goes on scoring stays blind.
 */
export function disagreementsText({ experiment, delta, scored_by_both, own_judges, runs }: Disagreements): string {
	const of = `${countOf(runs.length, 'run')} of ${scored_by_both} that both tiers have scored`;
	const head = `${experiment}: on ${of} they are more than ${delta} apart`;
	return [
		head,
		...own_judges.map((own) => printable(ownJudgeWarning(own))),
		...runs.flatMap((run) => ['', ...linesOf(run)]),
	].join('\n');
}

function linesOf({ run_id, scenario, candidates, differences, auto, lazy, auto_judged_by, judged_by }: Disagreement) {
	const apart = differences.map(({ name, difference }) => `${name} ${signed(difference)}`);
	return [
		`${run_id}  ${apart.join(', ')}`,
		`  ${auto_judged_by}: ${scoresText(auto)}`,
		`  ${judged_by}: ${scoresText(lazy)}`,
		`  for ${scenario}:`,
		...candidates.map((candidate, at) => `    ${at + 1}. ${candidate}`),
	].map(printable);
}

function scoresText(scores: Scores): string {
	return Object.entries(scores)
		.map(([name, score]) => `${name} ${rounded(score)}`)
		.join(', ');
}

/** Above 0 where the auto judge is the milder one. */
function signed(difference: number): string {
	return difference > 0 ? `+${rounded(difference)}` : `−${rounded(-difference)}`;
}

function rounded(score: number): string {
	return String(Math.round(score * 100) / 100);
}
