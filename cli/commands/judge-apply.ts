import type { Command } from 'commander';
import type { Applied } from '../../domain/judging/applied';
import { argument, countOf } from '../../domain/wording';
import { applyJudgeFile } from '../../judging/apply';
import { openJudgeFile } from '../../judging/open-judge-file';
import { mlflowOf } from '../../places/mlflow-of';
import { here } from '../here';
import { print, say } from '../output';
import { ownPath } from '../own-path';
import { withRunProgress } from '../run-progress';
import { signalJudged } from '../signal-judged';

interface ApplyFlags {
	readonly replace?: boolean;
	readonly partial?: boolean;
	readonly dryRun?: boolean;
	readonly json?: boolean;
}

/** `tip-bench judge apply`: from a file to scores. */
export function addJudgeApply(judge: Command): void {
	judge
		.command('apply')
		.description('check a scored file whole, write its scores, tell the waiting bench')
		.argument('<file>', 'a judge file with scores filled in: JSON, JSON Lines or CSV', ownPath)
		.option('--dry-run', 'only show what would change')
		.option('--replace', 'write over other scores of the same judge (the old ones stay in the history)')
		.option('--partial', 'apply the entries that are complete and right, list the others, and end with 1')
		.option('--json', 'print what was done as JSON')
		.addHelpText(
			'after',
			'\nApplying a file twice is the same as once.\n\nExamples:\n  ./tip-bench judge apply sitting.json --dry-run\n  ./tip-bench judge apply sitting.json',
		)
		.action(applyFile);
}

async function applyFile(path: string, flags: ApplyFlags): Promise<void> {
	const file = await openJudgeFile(path);
	const addresses = here().addresses();
	const catalog = here().catalog();
	const rubric = await catalog.rubric(file.frame.rubric.name);
	const mlflow = await mlflowOf(here(), file.frame.experiment);
	const autoKinds = await catalog.autoJudgeNames();
	const options = { replace: flags.replace ?? false, partial: flags.partial ?? false, dryRun: flags.dryRun ?? false };
	const applied = await withRunProgress((watch) =>
		applyJudgeFile(mlflow, rubric, file, { ...watch, ...options, autoKinds, now: Date.now() }),
	);
	if (flags.json) print(JSON.stringify(applied, null, 2));
	else if (applied.dry_run) for (const change of applied.changes) print(changeLine(change));
	sayApplied(applied);
	if (applied.pending === 0 && !applied.dry_run) await signalJudged(addresses, applied, file.frame.by);
	if (applied.faulty > 0) process.exitCode = 1;
}

function sayApplied(applied: Applied): void {
	const { written, noted, unchanged, unscored, pending, experiment, dry_run, opinions, repeats } = applied;
	for (const line of applied.mended) say(`mended: ${line}`);
	for (const line of applied.warnings) say(`note: ${line}`);
	const beside = [
		...(opinions > 0 ? [`${opinions} beside another judge's`] : []),
		...(repeats > 0 ? [`${repeats} scored once more, for drift`] : []),
	];
	const of = beside.length > 0 ? ` (${beside.join(', ')})` : '';
	const notes = noted === 0 ? '' : `${countOf(noted, 'note')} added, `;
	const would = dry_run ? 'nothing was written; it would be: ' : '';
	say(
		`${would}${countOf(written, 'run')} scored${of}, ${notes}${unchanged} scored before, ${unscored} not scored in the file; ${countOf(pending, 'run')} of ${experiment} still pending`,
	);
	if (applied.disagreements !== null && applied.disagreements > 0) {
		say(
			`${countOf(applied.disagreements, 'run')} on which the auto judge is apart: ./tip-bench judge disagreements ${argument(experiment)}`,
		);
	}
	if (applied.faulty === 0) return;
	say(
		`left out: ${applied.faulty} ${applied.faulty === 1 ? 'entry' : 'entries'}, with ${countOf(applied.faults.length, 'fault')}:`,
	);
	for (const fault of applied.faults) say(`- ${fault}`);
}

const words: Readonly<Record<Applied['changes'][number]['change'], string>> = {
	fresh: 'scored',
	opinion: 'a further opinion',
	repeat: 'scored once more, for drift',
	noted: 'a note added',
	different: 'replaced',
};

/** `0f6c…  replaced  relevance 3 → 4, tone 4`. */
function changeLine({ run_id, change, before, scores }: Applied['changes'][number]): string {
	const each = Object.entries(scores).map(([name, score]) => {
		const old = before?.[name];
		return old === undefined || old === score ? `${name} ${score}` : `${name} ${old} → ${score}`;
	});
	return `${run_id}  ${words[change]}  ${each.join(', ')}`;
}
