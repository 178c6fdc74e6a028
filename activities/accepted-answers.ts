import type { WorkflowHandle } from '@temporalio/client';
import type { PayloadConverter } from '@temporalio/common';
import { z } from 'zod';
import type { BenchActivities, FormerAnswer, GpuActivities } from '../contracts/activities';
import { generationSchema } from '../domain/bench/generation';

/** An event of a workflow's history. */
export type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** An answer that a run of a block had accepted. */
export interface AcceptedAnswer extends FormerAnswer {
	/** Whether the run had heard that it is in MLflow. */
	readonly recorded: boolean;
}

const named = z.object({ name: z.string(), hash: z.string() });
const cellSchema = z.object({
	key: z.string(),
	model: z.object({
		name: z.string(),
		digest: z.string(),
		parameters: z.number(),
		think: z.literal(false).nullable(),
	}),
	prompt: named,
	scenario: named,
	repeat: z.int().min(0),
	seed: z.int(),
});

const cellsSchema = z.array(z.object({ cell: z.object({ key: z.string() }) }));
const formerSchema = z.object({
	answers: z.array(z.object({ cell: cellSchema, generation: generationSchema, run_id: z.string().nullable() })),
});

const activity = {
	generate: 'generate' satisfies keyof GpuActivities,
	createRuns: 'createRuns' satisfies keyof BenchActivities,
	fillRuns: 'fillRuns' satisfies keyof BenchActivities,
	formerAnswers: 'formerAnswers' satisfies keyof BenchActivities,
};

/**
 * Reads a block's history: which answers it had accepted, which MLflow runs it had made for them, and which of those it
 * knew to be whole.
 */
export function acceptedIn(events: readonly HistoryEvent[], converter: PayloadConverter): AcceptedAnswer[] {
	const scheduled = new Map<string, HistoryEvent>();
	const accepted = new Map<string, FormerAnswer>();
	const runIds = new Map<string, string>();
	const recorded = new Set<string>();
	const read = <T>(schema: z.ZodType<T>, payload: Payload | undefined): T | undefined =>
		payload ? schema.safeParse(converter.fromPayload(payload)).data : undefined;
	const onCompleted: Record<string, (input: readonly Payload[], result: Payload | undefined) => void> = {
		[activity.generate]: ([asked], result) => {
			const cell = read(z.object({ cell: cellSchema }), asked)?.cell;
			const generation = read(generationSchema, result);
			if (cell && generation) accepted.set(cell.key, { cell, generation, run_id: null });
		},
		[activity.createRuns]: ([, cells], result) => {
			const ids = read(z.array(z.string()), result) ?? [];
			for (const [at, { cell }] of (read(cellsSchema, cells) ?? []).entries()) runIds.set(cell.key, ids[at] ?? '');
		},
		[activity.fillRuns]: ([, runs]) => {
			for (const { cell } of read(cellsSchema, runs) ?? []) recorded.add(cell.key);
		},
		[activity.formerAnswers]: (_input, result) => {
			for (const answer of read(formerSchema, result)?.answers ?? []) accepted.set(answer.cell.key, answer);
		},
	};
	for (const event of events) {
		if (event.activityTaskScheduledEventAttributes) scheduled.set(String(event.eventId), event);
		const completed = event.activityTaskCompletedEventAttributes;
		const asked = scheduled.get(String(completed?.scheduledEventId))?.activityTaskScheduledEventAttributes;
		const name = asked?.activityType?.name ?? '';
		if (completed) onCompleted[name]?.(asked?.input?.payloads ?? [], completed.result?.payloads?.[0]);
	}
	return [...accepted.values()].map((answer) => {
		const run_id = answer.run_id ?? (runIds.get(answer.cell.key) || null);
		return { ...answer, run_id, recorded: recorded.has(answer.cell.key) };
	});
}

/** One answer a cell: none where any run has recorded it, else with the MLflow run that was made for it. */
export function unrecordedOf(found: readonly AcceptedAnswer[]): AcceptedAnswer[] {
	const left = new Map<string, AcceptedAnswer>();
	for (const answer of found) {
		const known = left.get(answer.cell.key) ?? answer;
		const recorded = known.recorded || answer.recorded;
		left.set(answer.cell.key, { ...known, run_id: known.run_id ?? answer.run_id, recorded });
	}
	return [...left.values()].filter(({ recorded }) => !recorded);
}

type Payload = NonNullable<
	NonNullable<NonNullable<HistoryEvent['activityTaskScheduledEventAttributes']>['input']>['payloads']
>[number];
