import { join } from 'node:path';
import type { Command } from 'commander';
import { configSchema } from '../../domain/bench/config';
import { reasonLines } from '../../domain/bench/reasons';
import { TipBenchError } from '../../domain/errors';
import { sha256Hex } from '../../domain/hash';
import { isAutoKind, tiersOf } from '../../domain/judging/judge-kinds';
import type { Rubric } from '../../domain/judging/rubric';
import { wantedBy } from '../../domain/schema-words';
import { argument, countOf, quoted } from '../../domain/wording';
import type { Outputs } from '../../judging/rejudge/outputs';
import { planRejudge, type RejudgeOrder, rejudge } from '../../judging/rejudge/rejudge';
import { withFileLock } from '../../machine/file-lock';
import { findNamed, rubricNameOf } from '../../places/experiment';
import { folders, here } from '../here';
import { onInterrupt } from '../interrupt';
import { endInPlace, print, say, sayInPlace } from '../output';
import { withRunProgress } from '../run-progress';

interface RejudgeFlags {
	readonly rubric: string;
	readonly as: string;
	readonly judgeKind?: string;
	readonly dryRun?: boolean;
	readonly json?: boolean;
}

/** `tip-bench rejudge`: the outputs of an experiment into a new one, to be scored by another rubric. */
export function addRejudge(program: Command): void {
	program
		.command('rejudge')
		.description('put the outputs of an experiment into a new one, to be scored by another rubric')
		.argument('<experiment>', 'the MLflow experiment')
		.requiredOption('--rubric <name>', 'by which they are to be scored: a file in rubrics/')
		.requiredOption('--as <experiment>', 'the new experiment')
		.option('--judge-kind <kinds>', 'who is to judge, as of `run` (default: whoever they waited for)')
		.option('--dry-run', 'only say how many there are')
		.option('--json', 'print what was done as JSON')
		.addHelpText(
			'after',
			[
				'',
				'Nothing is generated again, and no score comes along. The same command goes on where one stopped, and takes what',
				'has been generated since.',
				'',
				'Examples:',
				'  ./tip-bench rejudge tips-1 --rubric clarity-v1 --as tips-1-clarity --dry-run',
				'  ./tip-bench rejudge tips-1 --rubric tip-v1 --as tips-1-haiku --judge-kind haiku',
			].join('\n'),
		)
		.action(rejudgeOutputs);
}

async function rejudgeOutputs(name: string, flags: RejudgeFlags): Promise<void> {
	const asked = await readAsked(flags);
	const { mlflow, experiment } = await findNamed(here(), name);
	const former = await orNull(here().catalog().rubric(rubricNameOf(experiment)));
	const order: RejudgeOrder = { ...asked, from: { id: experiment.id, name: experiment.name }, former };
	const names = { experiment: order.as, from: name, rubric: order.rubric.name, rubric_hash: order.rubric.hash };
	if (flags.dryRun) {
		const outputs = await withRunProgress((watch) => planRejudge(mlflow, order, watch));
		if (flags.json) print(JSON.stringify({ ...names, dry_run: true, ...shownOf(outputs), carried: 0 }, null, 2));
		return sayOutputs(order, outputs, `nothing was written; ${outputs.missing.length} would come`);
	}
	const signal = onInterrupt();
	const place = join(folders().stateDir, 'rejudge', sha256Hex(JSON.stringify([mlflow.url, order.as])).slice(0, 16));
	// Two at once would each put in what the other has not put in yet.
	const lock = { waiting: `another tip-bench is putting outputs into ${order.as}: waiting for it`, say, signal };
	const done = await withFileLock(place, lock, () =>
		withRunProgress((watch) => rejudge(mlflow, order, { ...watch, signal, onCarried: showCarried })),
	);
	endInPlace();
	const left = done.missing.length - done.carried;
	if (flags.json) print(JSON.stringify({ ...names, dry_run: false, ...shownOf(done), carried: done.carried }, null, 2));
	sayOutputs(order, done, `${done.carried} came${left > 0 ? `, ${left} are still to come` : ''}`);
	if (left > 0) {
		process.exitCode = 1;
		return say('it was stopped: the same command goes on from there');
	}
	sayNext(order.as, done, { mlflow: mlflow.url, autoNames: await here().catalog().autoJudgeNames() });
}

/** @throws TipBenchError Usage with every fault; UnknownName or DataFileInvalid of the rubric */
async function readAsked({ rubric, as, judgeKind }: RejudgeFlags) {
	const catalog = here().catalog();
	const [name, kinds] = [
		configSchema.shape.experiment.safeParse(as),
		configSchema.shape.judge_kind.safeParse(judgeKind),
	];
	const issues = [
		...(name.error?.issues ?? []).map((issue) => `--as: ${wordsOf(issue)}`),
		...(kinds.error?.issues ?? []).map((issue) => `--judge-kind: ${wordsOf(issue)}`),
	];
	const found = tiersOf(kinds.data ?? [], await catalog.autoJudgeNames());
	if ('faults' in found) issues.push(...found.faults.map((fault) => fault.replace(/^judge_kind/, '--judge-kind')));
	if (issues.length > 0 || name.data === undefined || 'faults' in found)
		throw new TipBenchError('Usage', issues.join('\n'));
	const isGiven = judgeKind !== undefined;
	return {
		...{ as: name.data, rubric: await catalog.rubric(rubric), judges: isGiven ? found.tiers : null },
		kinds: isGiven ? [found.tiers.lazy, found.tiers.auto].filter((kind) => kind !== null).join(',') : null,
	};
}

function wordsOf(issue: Parameters<typeof wantedBy>[0]): string {
	const wanted = wantedBy(issue);
	return wanted === null ? issue.message : `must be ${wanted}`;
}

function showCarried(done: number, of: number): void {
	sayInPlace(`${done} of ${countOf(of, 'output')} …`);
}

/** The rubric that they were scored by may be gone: then it is asked for nothing. */
async function orNull(rubric: Promise<Rubric>): Promise<Rubric | null> {
	try {
		return await rubric;
	} catch (error) {
		if (error instanceof TipBenchError && ['UnknownName', 'DataFileInvalid'].includes(error.code)) return null;
		throw error;
	}
}

function shownOf({ all, missing, to_judge, by_rule, invalid, judge_kinds }: Outputs) {
	return { outputs: all, there_before: all - missing.length, to_judge, by_rule, invalid, judge_kinds };
}

function sayOutputs({ from, as, rubric }: RejudgeOrder, outputs: Outputs, came: string): void {
	const before = outputs.all - outputs.missing.length;
	say(
		`${countOf(outputs.all, 'output')} of ${from.name} for ${as}: ${came}${before > 0 ? `, ${before} were there before` : ''}`,
	);
	say(`${outputs.to_judge} for a judge by ${rubric.name} (${outputs.judge_kinds.join(', ')})`);
	if (outputs.by_rule > 0) say(`${outputs.by_rule} without a candidate: scored by the rule`);
	for (const line of reasonLines(outputs.invalid)) say(`invalid: ${line}`);
}

/** No bench says where the new experiment is, so what comes next must. */
function sayNext(
	experiment: string,
	{ to_judge, judge_kinds }: Outputs,
	{ mlflow, autoNames }: { readonly mlflow: string; readonly autoNames: readonly string[] },
): void {
	const set = mlflow === here().addresses().mlflow ? '' : `MLFLOW_TRACKING_URI=${quoted(mlflow)} `;
	const isAuto = (kind: string) => isAutoKind(kind, autoNames);
	const steps = [
		...(judge_kinds.some(isAuto) ? ['judge auto'] : []),
		...(judge_kinds.every(isAuto) ? [] : ['judge export']),
	];
	for (const words of [...(to_judge > 0 ? steps : []), 'leaderboard'])
		say(`next: ${set}./tip-bench ${words} ${argument(experiment)}`);
}
