import { z } from 'zod';
import { judgeProgressSchema } from '../judging/judge-progress';
import { gateDecisionSchema } from '../ranking/gate/gate-document';
import { troubleSchema } from './troubles';
import { shownWaitSchema } from './wait';

const counts = z.record(z.string(), z.int());

/** The judge file as a person reaches it: its path, and the command that applies it. */
const judgeFileOutsideSchema = z.object({ path: z.string(), apply: z.string() });

export type JudgeFileOutside = z.infer<typeof judgeFileOutsideSchema>;

/** What the query `status` answers. */
export const statusSchema = z.object({
	phase: z.enum(['planning', 'collecting', 'judging', 'exporting', 'awaiting-judge', 'comparing', 'gating', 'done']),
	experiment: z.string(),
	cells: z.object({
		total: z.int(),
		/** Recorded by this bench. */
		done: z.int(),
		/** Found in the experiment from before. */
		reused: z.int(),
		failed: z.int(),
		/** Of those that this bench recorded: they say nothing about a prompt, and count in no mean. */
		invalid: z.int().default(0),
	}),
	/** Why nothing goes on, the oldest first; empty while nothing stands still. As of the last look. */
	troubles: z.array(troubleSchema).default([]),
	/** The models whose cells are being generated now. */
	models_at_work: z.array(z.string()),
	/** Somebody has sent `pause`: nothing is generated until `resume`. */
	paused: z.boolean(),
	/** The queues of GPUs that it has asked for and that others hold. */
	waiting_for: z.array(z.string()),
	/** Rough, from the pace so far; `null` where nothing can be said, as while something stands still. */
	seconds_left: z.number().nullable(),
	/** How far the auto judge is; `null` where there is none, or before its turn. */
	auto_judge: judgeProgressSchema.nullable().default(null),
	/** With both tiers: runs that the lazy tier is asked about, and those that it is not; `null` before they are drawn. */
	spot_checks: z.object({ drawn: z.int(), not_drawn: z.int() }).nullable().default(null),
	/** Runs on which auto and lazy judges are apart, as of the last look; `null` where nothing can be compared. */
	disagreements: z.int().nullable().default(null),
	/** Runs that wait for a score; `null` before the export. */
	pending_judgments: z.int().nullable(),
	/** On the worker's machine. */
	export_path: z.string().nullable(),
	export_outside: judgeFileOutsideSchema.nullable().default(null),
	/** How it waits for its judge; `null` while it does not. */
	wait: shownWaitSchema.nullable().default(null),
	/** What its gate has decided; `null` before, and where it has none. */
	gate: gateDecisionSchema.nullable().default(null),
	/** How many cells failed, and how many are invalid, by the reason. */
	reasons: z.object({ failed: counts, invalid: counts }).default({ failed: {}, invalid: {} }),
	/** At most the first 100, with the reason. */
	failed_cells: z.array(z.object({ cell: z.string(), reason: z.string() })),
	/** The last signal that changed nothing, and why. */
	rejected_signal: z.object({ signal: z.string(), why: z.string() }).nullable(),
	notes: z.array(z.string()),
});

export type Status = z.infer<typeof statusSchema>;

/** How many of a bench's cells can be judged or ranked: recorded by it or found there, and valid. */
export function usableCells({ cells }: Pick<Status, 'cells'>): number {
	return cells.done + cells.reused - cells.invalid;
}

/** A cell that was given up, and why. */
export type FailedCell = Status['failed_cells'][number];

/** How many failed cells are named; the rest are counted. */
export const failedCellsNamed = 100;

/** The status of a bench that has just begun. */
export function initialStatus(experiment: string): Status {
	return {
		phase: 'planning',
		experiment,
		cells: { total: 0, done: 0, reused: 0, failed: 0, invalid: 0 },
		troubles: [],
		models_at_work: [],
		paused: false,
		waiting_for: [],
		seconds_left: null,
		auto_judge: null,
		spot_checks: null,
		disagreements: null,
		pending_judgments: null,
		export_path: null,
		export_outside: null,
		wait: null,
		gate: null,
		reasons: { failed: {}, invalid: {} },
		failed_cells: [],
		rejected_signal: null,
		notes: [],
	};
}
