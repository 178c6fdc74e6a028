import type { ChildWorkflowHandle } from '@temporalio/workflow';
import type { BlockProgress, BlockResult, BlockTurn, CarriedBench } from '../contracts/workflows';
import { countCells, type PlannedModel } from '../domain/bench/cell';
import type { JudgedAnswer } from '../domain/bench/judged';
import { type BenchPlan, blockOf } from '../domain/bench/plan';
import { sumReasons } from '../domain/bench/reasons';
import { failedCellsNamed, initialStatus, type Status } from '../domain/bench/status';
import type { Trouble } from '../domain/bench/troubles';
import type { collect } from './collect';
import type { GpuRequest } from './gpu-turn';
import type { judge } from './judge';
import { nothingUnderway, type Underway } from './standstill';

/** `wanting` a GPU, `working` on one, `idle` (paused, or waiting for MLflow), or `ended`. */
type Turn = BlockTurn['state'] | 'working' | 'ended';

/** What a bench knows of one model's block. */
export interface Block {
	readonly model: PlannedModel;
	/** Cells that the experiment had when the bench was planned. */
	readonly reused: number;
	/** Its last word. */
	progress: BlockProgress | null;
	turn: Turn;
	/** Set once it was started. */
	child: ChildWorkflowHandle<typeof collect> | null;
}

/** What came of the signals and updates `judged`. */
interface JudgedCalls {
	/** How often one came, and how many of them have had their answer. */
	count: number;
	answered: number;
	/** The last one. */
	answer: JudgedAnswer | null;
	/** Whether any of them said that it is enough to compare what is scored. */
	partial: boolean;
	/** One was asked about, and MLflow refused to say what is pending. */
	kept: boolean;
	/** The bench continues as new, and answers no more in this run. */
	handsOn: boolean;
}

/** What a bench knows of itself; the query `status` and the current details are views of it. */
export interface BenchState {
	readonly status: Status;
	readonly blocks: Block[];
	/** What it waits for itself. */
	readonly underway: Underway;
	/** The workflow ids of earlier benches' blocks whose last answers have to be recorded first. */
	readonly earlier: Set<string>;
	/** Why something stands still, by whose work it is: a block's model digest, or one of {@link ownWork}. */
	readonly troubles: Map<string, readonly Trouble[]>;
	/** What it has asked of each GPU's lease, by queue. */
	readonly requests: Map<string, GpuRequest>;
	/** The auto judge at work. */
	judge: ChildWorkflowHandle<typeof judge> | null;
	readonly judged: JudgedCalls;
	/** How long blocks have had a GPU, in milliseconds, and since when one has: what is left is estimated from that. */
	worked: { ms: number; since: number | null };
}

/** Whose work it is where it is not a block's: the bench's own, its question what waits for a score, its auto judge's. */
export const ownWork = { bench: 'bench', judging: 'judging', autoJudge: 'auto judge' } as const;

/** How many troubles a status tells. */
const mostTroubles = 10;

/** How many notes a status keeps. */
const mostNotes = 50;

/** The state of a bench that has just begun, or of one that an earlier run hands on. */
export function initialState(experiment: string, carried?: Omit<CarriedBench, 'from'>): BenchState {
	const { awaiting, paused = false } = carried ?? {};
	return {
		status: { ...initialStatus(experiment), paused, ...awaiting?.status, troubles: [] },
		blocks: [],
		underway: nothingUnderway(),
		earlier: new Set(),
		troubles: new Map(),
		requests: new Map(),
		judge: null,
		judged: { count: 0, partial: false, ...carried?.judged, answered: 0, answer: null, kept: false, handsOn: false },
		worked: { ms: 0, since: null },
	};
}

/** Takes in what is to be done. */
export function notePlan(state: BenchState, plan: BenchPlan): void {
	for (const model of plan.models) {
		const reused = plan.reused[model.digest] ?? 0;
		const cells = countCells(blockOf(plan, model));
		state.blocks.push({ model, reused, progress: null, turn: cells > reused ? 'wanting' : 'ended', child: null });
		state.status.cells.total += cells;
		state.status.cells.reused += reused;
	}
	state.status.experiment = plan.config.experiment;
	for (const each of plan.notes) note(state, each);
}

/** Adds what a person should know but that stops nothing. */
export function note({ status }: BenchState, text: string): void {
	if (status.notes.length < mostNotes && !status.notes.includes(text)) status.notes.push(text);
}

/** Takes in what a block says of its work for a GPU. @param now milliseconds of workflow time */
export function noteTurn(state: BenchState, { digest, state: turn }: BlockTurn, now: number): void {
	const block = state.blocks.find(({ model }) => model.digest === digest);
	if (block !== undefined) setTurn(state, block, turn, now);
}

/** Changes whether a block has work for a GPU; an ended one stays so. @param now milliseconds of workflow time */
export function setTurn(state: BenchState, block: Block, turn: Turn, now: number): void {
	if (block.turn !== 'ended') block.turn = turn;
	if (block.turn === 'ended') state.troubles.delete(block.model.digest);
	state.status.models_at_work = state.blocks.filter((each) => each.turn === 'working').map(({ model }) => model.name);
	showTroubles(state, now);
}

/**
 * Brings the status up to date with what stands still: meanwhile nothing can be estimated, and that time tells nothing of
 * the pace. @param now milliseconds of workflow time
 */
export function showTroubles(state: BenchState, now: number): void {
	const { status, blocks, troubles } = state;
	status.troubles = [...troubles.values()].flat().slice(0, mostTroubles);
	if (status.troubles.length > 0) status.seconds_left = null;
	const isAtWork = blocks.some(({ turn, model }) => turn === 'working' && !troubles.has(model.digest));
	state.worked = { ms: workedMs(state, now), since: isAtWork ? now : null };
}

function workedMs({ worked: { ms, since } }: BenchState, now: number): number {
	return since === null ? ms : ms + now - since;
}

/**
 * Takes in how far a block is.
 * @param now milliseconds of workflow time, for the estimate of what is left
 * @returns whether it is a block of this bench
 */
export function noteProgress(state: BenchState, progress: BlockProgress, now: number): boolean {
	const block = state.blocks.find(({ model }) => model.name === progress.model);
	if (block === undefined) return false;
	block.progress = progress;
	// The bench's own earlier model had its turn; only what others were using is worth a word.
	for (const name of progress.evicted) {
		if (state.blocks.every(({ model }) => model.name !== name)) {
			note(state, `${name} was in memory and had to go for ${progress.model}`);
		}
	}
	const { gpu_share: share } = progress;
	if (share !== null) {
		const percent = Math.floor(share * 100);
		note(state, `${progress.model} is partly on the processor (${percent} % on the GPU): its cells count as invalid`);
	}
	const sum = (count: (each: Block) => number) => state.blocks.reduce((total, each) => total + count(each), 0);
	const { cells } = state.status;
	cells.done = sum((each) => each.progress?.done ?? 0);
	cells.failed = sum((each) => each.progress?.failed ?? 0);
	cells.reused = sum((each) => each.progress?.reused ?? each.reused);
	const { status } = state;
	status.reasons = {
		failed: sumReasons(state.blocks.map((each) => each.progress?.failures ?? {})),
		invalid: sumReasons(state.blocks.map((each) => each.progress?.invalid ?? {})),
	};
	cells.invalid = Object.values(status.reasons.invalid).reduce((total, each) => total + each, 0);
	status.failed_cells = [...status.failed_cells, ...(progress.newly_failed ?? [])].slice(0, failedCellsNamed);
	const left = cells.total - cells.done - cells.failed - cells.reused;
	const pace = cells.done === 0 ? null : workedMs(state, now) / 1000 / cells.done;
	status.seconds_left = pace === null || status.troubles.length > 0 ? null : Math.round(pace * left);
	return true;
}

/** Takes in what came of a block; it has told of all its failed cells before. */
export function noteResult(state: BenchState, result: BlockResult, now: number): void {
	const { failed_cells: _told, ...progress } = result;
	noteProgress(state, progress, now);
}
