import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createCatalog } from '../../catalog/catalog';
import { compositeOf, type Rubric } from '../../domain/judging/rubric';
import { entryOf } from '../../judging/entry-of-run';
import { projectRoot } from '../../machine/folders';
import { closeMlflow, createMlflow, type MlflowWriter } from '../../mlflow/client';
import { type RunWithTexts, withTexts } from '../../mlflow/recorded-runs';
import { changing } from '../../mlflow/revision';
import { scanRawRuns } from '../../mlflow/search';
import { writeJudgmentInto } from '../../mlflow/write-judgment';
import { fillIn, scoreFor } from '../../testbed/fill-in';
import { type CommandRun, runCommand } from '../stage/command-run';
import { copyRuns } from '../stage/copied-runs';
import { serveAll, storeAll, writtenBy } from '../stage/mlflow-alone';
import type { PerfStage } from '../stage/stage';
import { makeWaitingRuns } from '../stage/waiting-runs';
import { orderIn } from './order';

/** Commands over a large experiment, beside what MLflow alone takes for the same. */
export interface ManyRuns {
	readonly runs: number;
	/** Requests at once, for what writes. */
	readonly lanes: number;
	/** Runs a page, as MLflow alone was fastest, and how long each size took in all, in milliseconds. */
	readonly pageSize: number;
	readonly tried: Readonly<Record<string, number>>;
	readonly commands: readonly CommandBeside[];
	/** Bytes of the report. Missing in what was kept before there was one. */
	readonly reportBytes?: number;
}

/** One command. Times are milliseconds, one a turn. */
export interface CommandBeside {
	readonly name: 'judge export' | 'judge apply' | 'judge disagreements' | 'leaderboard' | 'report';
	readonly ours: readonly number[];
	/** To serve all runs; for what writes, to store the same as well. */
	readonly mlflowAlone: readonly number[];
	/** PSS of the command at its peak, in bytes; `null` where it cannot be read. */
	readonly memory: number | null;
}

/** As many as `judge apply` has in flight. */
const lanes = 2;
const pageSizes = [100, 250, 1_000];

/** Exports, scores and applies so many runs, lists the disagreements, ranks them, and writes the report. */
export async function measureManyRuns(stage: PerfStage, runs: number, rounds: number): Promise<ManyRuns> {
	const made = await makeWaitingRuns(stage, runs, true);
	const copy = await copyRuns(stage, made);
	const bodies = await bodiesFor(stage, copy);
	const { tried, pageSize } = await bestPage(stage, made.id);
	const out = (round: number) => join(stage.folder, `many-runs-${round}.json`);
	const alone = () => serveAll(stage, made.id, pageSize);
	const exported = await inTurns(stage, 'judge export', rounds, alone, (round) =>
		runCommand(stage, ['judge', 'export', made.experiment, '--out', out(round)]),
	);
	await fillIn(out(1));
	const serveAndStore = async () => (await serveAll(stage, copy, pageSize)) + (await storeAll(stage, bodies, lanes));
	const applied = await inTurns(stage, 'judge apply', 1, serveAndStore, () =>
		runCommand(stage, ['judge', 'apply', out(1)]),
	);
	const listed = await inTurns(stage, 'judge disagreements', rounds, alone, () =>
		runCommand(stage, ['judge', 'disagreements', made.experiment, '--json']),
	);
	const ranked = await inTurns(stage, 'leaderboard', rounds, alone, () =>
		runCommand(stage, ['leaderboard', made.experiment, '--json']),
	);
	const page = join(stage.folder, 'many-runs.html');
	const reported = await inTurns(stage, 'report', rounds, alone, () =>
		runCommand(stage, ['report', made.experiment, '--out', page]),
	);
	const { size } = await stat(page);
	const commands = [exported, applied, listed, ranked, reported];
	return { runs, lanes, pageSize, tried, commands, reportBytes: size };
}

async function inTurns(
	stage: PerfStage,
	name: CommandBeside['name'],
	rounds: number,
	alone: () => Promise<number>,
	ours: (round: number) => Promise<CommandRun>,
): Promise<CommandBeside> {
	const mlflowAlone: number[] = [];
	const runs: CommandRun[] = [];
	for (let round = 1; round <= rounds; round += 1) {
		const both = [async () => mlflowAlone.push(await alone()), async () => runs.push(await ours(round))];
		for (const turn of orderIn(round, both)) await turn();
		const [own, theirs] = [runs.at(-1)?.wallMs ?? 0, mlflowAlone.at(-1) ?? 0].map((ms) => (ms / 1000).toFixed(1));
		stage.say(`${name}, round ${round} of ${rounds}: ${own} s, MLflow alone ${theirs} s`);
	}
	const memory = runs.flatMap((run) => run.memory ?? []);
	const largest = memory.length === 0 ? null : Math.max(...memory);
	return { name, ours: runs.map(({ wallMs }) => wallMs), mlflowAlone, memory: largest };
}

async function bestPage(stage: PerfStage, id: string): Promise<Pick<ManyRuns, 'tried' | 'pageSize'>> {
	const tried: Record<string, number> = {};
	for (const size of pageSizes) tried[size] = await serveAll(stage, id, size);
	const [best] = Object.entries(tried).sort(([, a], [, b]) => a - b);
	return { tried, pageSize: Number(best?.[0] ?? pageSizes[0]) };
}

/** What applying a file writes into the runs of an experiment: a request a run. */
async function bodiesFor(stage: PerfStage, id: string): Promise<string[]> {
	const rubric = await createCatalog(projectRoot()).rubric('tip-v1');
	const mlflow = createMlflow(stage.mlflow.address);
	try {
		const writeAll = async (writer: MlflowWriter) => {
			for await (const raw of scanRawRuns(mlflow, id)) {
				const found = withTexts(raw);
				if (found === null) continue;
				const given = givenFor(rubric, found);
				await writeJudgmentInto(writer, raw, { rubric, given, replace: false });
			}
		};
		const bodies = await writtenBy((sink) => changing(sink, id, writeAll));
		// The last one tells of the others.
		return bodies.slice(0, -1);
	} finally {
		await closeMlflow(mlflow);
	}
}

/** The scores that `fillIn` gives a run. */
function givenFor(rubric: Rubric, found: RunWithTexts) {
	const { run_id, scores: asked } = entryOf(rubric, found);
	const scores = Object.fromEntries(
		Object.entries(asked).map(([name, score]) => [name, typeof score === 'number' ? score : scoreFor(run_id, name)]),
	);
	const who = { by: 'claude-code-session', kind: 'claude-code', judged_at: new Date().toISOString() };
	return { ...who, scores, composite: compositeOf(rubric, scores), notes: {}, exported_at: null };
}
