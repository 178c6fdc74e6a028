import { TipBenchError } from '../../domain/errors';
import { type RejudgeAsked, rejudgedTags, takenBy } from '../../domain/judging/rejudge';
import { plainMarkdown } from '../../domain/markdown';
import { throwIfAborted } from '../../machine/errors';
import { mapLimit } from '../../machine/map-limit';
import { bornOf, fillingOf } from '../../mlflow/carried-output';
import type { Mlflow, MlflowWriter } from '../../mlflow/client';
import { emptyRun } from '../../mlflow/empty-run';
import { ensureExperiment, findExperiment } from '../../mlflow/experiments';
import { fillRunWith } from '../../mlflow/record-run';
import { changing } from '../../mlflow/revision';
import { descriptionTag } from '../../mlflow/run-description';
import type { RawRun } from '../../mlflow/run-schema';
import { runsById, type ScanWatch } from '../../mlflow/search';
import { sayingHowFar } from '../saying-how-far';
import { type Copies, findCopies, noCopies } from './copies';
import { carriedOf, findOutputs, type OutputSource, type Outputs } from './outputs';

/** Which outputs go into which new experiment. */
export interface RejudgeOrder extends OutputSource, Omit<RejudgeAsked, 'from' | 'rubric'> {}

/** How it goes on, and when to stop. */
export interface RejudgeWatch extends ScanWatch {
	/** Ends the reading with its reason; of the writing, what is under way is finished, and nothing more begun. */
	readonly signal?: AbortSignal | undefined;
	/** Called as each output is there, with how many came so far, of how many. */
	readonly onCarried?: ((done: number, of: number) => void) | undefined;
}

/** What came of it, or would come of it. */
export interface Rejudged extends Outputs {
	/** How many of the missing ones came. */
	readonly carried: number;
}

/**
 * Says what {@link rejudge} would do; nothing is written.
 * @throws as {@link rejudge}
 */
export async function planRejudge(mlflow: Mlflow, order: RejudgeOrder, watch: ScanWatch = {}): Promise<Outputs> {
	return (await look(mlflow, order, watch)).outputs;
}

/**
 * Puts the outputs of an experiment into a new one, to be scored by another rubric; nothing is generated. All of them are
 * checked before anything is written. Each comes as a run that is committed when it is whole, as a bench records a cell;
 * what is there already is left alone, and what was begun is finished. Not for two at once.
 * @throws TipBenchError RejudgeRefused, ExperimentDeleted, RunDamaged, MlflowUnavailable, MlflowRefused; MachineError
 * Interrupted where the signal comes before anything is written
 */
export async function rejudge(mlflow: Mlflow, order: RejudgeOrder, watch: RejudgeWatch = {}): Promise<Rejudged> {
	const { signal, onCarried, ...rest } = watch;
	const { outputs, copies } = await look(mlflow, order, { ...rest, signal }).catch((error: unknown) => {
		throwIfAborted(signal, interrupted);
		throw error;
	});
	throwIfAborted(signal, interrupted);
	const note = `Outputs of ${plainMarkdown(order.from.name)}, to be scored by ${plainMarkdown(order.rubric.name)}`;
	const made = await ensureExperiment(mlflow, order.as, { ...rejudgedTags(order), [descriptionTag]: note });
	refuseIf(takenBy(order, made.tags));
	const { missing } = outputs;
	let carried = 0;
	const carry = async (writer: MlflowWriter, raw: RawRun) => {
		const output = signal?.aborted ? null : carriedOf(raw, order);
		if (output === null) return;
		const runId = copies.begun.get(raw.info.run_id) ?? (await emptyRun(mlflow, made.id, bornOf(output))).info.run_id;
		await fillRunWith(writer, runId, fillingOf(output));
		carried += 1;
		onCarried?.(carried, missing.length);
	};
	const before = () => `${carried} of ${missing.length} outputs came before that; the same command goes on from there.`;
	const carryAll = async (writer: MlflowWriter) => {
		for (let at = 0; at < missing.length && !signal?.aborted; at += aPage) {
			const runs = await runsById(mlflow, order.from.id, missing.slice(at, at + aPage));
			await mapLimit([...runs.values()], mostAtOnce, (raw) => carry(writer, raw), 'stop');
		}
	};
	await sayingHowFar(before, () => changing(mlflow, made.id, carryAll));
	return { ...outputs, carried };
}

const interrupted = 'Reading the outputs';

/** Outputs whose texts are in memory at a time, and how many are written at once: one more than MLflow is asked at once. */
const aPage = 100;
const mostAtOnce = 3;

async function look(
	mlflow: Mlflow,
	order: RejudgeOrder,
	watch: ScanWatch,
): Promise<{ outputs: Outputs; copies: Copies }> {
	const there = await findExperiment(mlflow, order.as);
	refuseIf(takenBy(order, there?.tags ?? null));
	const copies = there === null ? noCopies : await findCopies(mlflow, there.id, watch);
	return { outputs: await findOutputs(mlflow, order, copies, watch), copies };
}

function refuseIf(fault: string | null): void {
	if (fault !== null) throw new TipBenchError('RejudgeRefused', fault);
}
