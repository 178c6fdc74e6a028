import { condition, setHandler } from '@temporalio/workflow';
import { z } from 'zod';
import { judgedSignal, judgedUpdate } from '../contracts/messages';
import { type JudgedAnswer, judgedFaults } from '../domain/bench/judged';
import type { BenchState } from './bench-state';

const judgedPayload = z.looseObject({ partial: z.boolean().default(false) });

/**
 * Takes in that a person has scored the runs: by a signal, which may hold anything, or by an update, which answers.
 * Both count alike.
 */
export function listenForJudged(state: BenchState): void {
	const { judged } = state;
	const take = (payload: unknown) => {
		const read = judgedPayload.safeParse(payload ?? {});
		judged.count += 1;
		judged.partial ||= read.success && read.data.partial;
		return judged.count;
	};
	setHandler(judgedSignal, (payload) => {
		take(payload);
	});
	setHandler(judgedUpdate, async (payload) => answerTo(state, take(payload)), { validator: refuseFaults });
}

/** Whether a signal has come that has had no answer. */
export function isCalled({ judged }: BenchState): boolean {
	return judged.count > judged.answered;
}

/** What a look at the experiment has found. */
interface Found {
	/** Runs to be scored; `null` where MLflow refuses to say. */
	readonly pending: number | null;
	/** Whether the wait ends with it. */
	readonly ends: boolean;
	/** Why it does not. */
	readonly why: string;
}

/** Answers the signals and updates up to a number of them; one that got no answer from MLflow is kept. */
export function answerJudged({ judged, status }: BenchState, asked: number, { pending, ends, why }: Found): void {
	judged.answered = asked;
	judged.answer = ends ? comparing(pending) : { pending, follows: 'wait', why };
	if (judged.kept && !ends) status.rejected_signal = { signal: 'judged', why };
	if (pending !== null) judged.kept = false;
}

async function answerTo({ judged, status }: BenchState, number: number): Promise<JudgedAnswer> {
	const { phase, pending_judgments: pending } = status;
	if (phase === 'comparing' || phase === 'gating' || phase === 'done') return comparing(pending);
	if (phase !== 'awaiting-judge') {
		return { pending, follows: 'wait', why: `the bench is ${phase}; this counts as soon as it waits for its judge` };
	}
	await condition(() => judged.answered >= number || judged.handsOn);
	if (judged.answer !== null && judged.answered >= number) return judged.answer;
	return { pending, follows: 'wait', why: 'the bench goes on in a new run, where this counts; see the query status' };
}

function comparing(pending: number | null): JudgedAnswer {
	const why =
		pending === 0 ? 'every run is scored' : `what is scored is compared, ${pending ?? 'an unknown number'} left`;
	return { pending, follows: 'compare', why };
}

/** Temporal keeps nothing of an update that this throws for. */
function refuseFaults(...given: unknown[]): void {
	const faults = given.length > 1 ? ['one input at most'] : judgedFaults(given[0]);
	if (faults.length > 0) throw new TypeError(`judged: ${faults.join('; ')}`);
}
