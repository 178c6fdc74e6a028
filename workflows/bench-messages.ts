import { type SignalDefinition, setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import {
	judgingSignal,
	noteSignal,
	pauseSignal,
	progressSignal,
	resumeSignal,
	statusQuery,
	troublesSignal,
	turnSignal,
	webhookFailedSignal,
} from '../contracts/messages';
import { noteFromOutsideSchema } from '../contracts/note';
import { webhookFailureSchema } from '../contracts/webhook';
import { blockProgressSchema, blockTroublesSchema, blockTurnSchema } from '../contracts/workflows';
import { judgeProgressSchema } from '../domain/judging/judge-progress';
import { type BenchState, note, noteProgress, noteTurn, ownWork } from './bench-state';
import { noteTroubles } from './bench-troubles';
import { listenToLeases } from './gpu-messages';
import { listenForJudged } from './judged';

/**
 * Sets all handlers of a bench. None of them throws, whatever comes: a handler that throws would stop the bench.
 * @param show called when the status has changed
 */
export function listen(state: BenchState, show: () => void): void {
	const { status } = state;
	const reject = (signal: string, why: string) => {
		status.rejected_signal = { signal: signal.slice(0, 80), why };
		show();
	};
	setHandler(statusQuery, () => status);
	listenForJudged(state);
	listenForPauses(state, show, reject);
	setHandler(progressSignal, (payload) => {
		const progress = blockProgressSchema.safeParse(payload);
		const known = progress.success && noteProgress(state, progress.data, Date.now());
		if (!known) reject('progress', 'only the blocks of a bench send it');
		show();
	});
	setHandler(turnSignal, async (payload) => {
		const turn = blockTurnSchema.safeParse(payload);
		if (turn.success) noteTurn(state, turn.data, Date.now());
		show();
		// Somebody paused that block alone: it would rest for ever, and nothing of the bench's says so.
		if (turn.data?.paused && !status.paused) await tellBlocks(state, resumeSignal);
	});
	setHandler(troublesSignal, (payload) => {
		const troubles = blockTroublesSchema.safeParse(payload);
		const known = state.blocks.some(({ model }) => troubles.success && model.digest === troubles.data.digest);
		if (!troubles.success || !known) return reject('troubles', 'only the blocks of a bench send it');
		noteTroubles(state, troubles.data.digest, troubles.data.troubles, Date.now());
		show();
	});
	setHandler(judgingSignal, async (payload) => {
		const progress = judgeProgressSchema.safeParse(payload);
		if (!progress.success || state.judge === null) return reject('judging', 'only the auto judge of a bench sends it');
		status.auto_judge = progress.data;
		noteTroubles(state, ownWork.autoJudge, progress.data.troubles, Date.now());
		show();
		// Somebody paused the judge alone: it would rest for ever, and nothing of the bench's says so.
		if (progress.data.paused && !status.paused) await tellBlocks(state, resumeSignal);
	});
	setHandler(webhookFailedSignal, (payload) => {
		const failure = webhookFailureSchema.safeParse(payload);
		if (!failure.success) return reject('webhook-failed', 'only the sending of an event tells of it');
		note(state, `the webhook ${failure.data.type} was given up: ${failure.data.why}`);
		show();
	});
	setHandler(noteSignal, (payload) => {
		const told = noteFromOutsideSchema.safeParse(payload);
		if (!told.success) return reject('note', 'it must say who did what: {"by", "did"}');
		note(state, `${new Date().toISOString().slice(0, 16)}Z ${told.data.by}: ${told.data.did}`);
		show();
	});
	listenToLeases((queue) => state.requests.get(queue));
	setDefaultSignalHandler((signal) =>
		reject(signal, 'this bench knows no such signal; it knows judged, pause and resume'),
	);
}

function listenForPauses(state: BenchState, show: () => void, reject: (signal: string, why: string) => void): void {
	const { status } = state;
	const working = () => ['planning', 'collecting', 'judging'].includes(status.phase);
	setHandler(pauseSignal, async () => {
		if (!working()) return reject('pause', `nothing is being generated: the bench is ${status.phase}`);
		status.paused = true;
		show();
		await tellBlocks(state, pauseSignal);
	});
	setHandler(resumeSignal, async () => {
		if (!status.paused) return reject('resume', 'the bench is not paused');
		status.paused = false;
		show();
		await tellBlocks(state, resumeSignal);
	});
}

async function tellBlocks(state: BenchState, signal: SignalDefinition<[]>): Promise<void> {
	const begun = state.blocks.filter(({ turn, child }) => turn !== 'ended' && child !== null);
	// One that has just ended hears nothing, and needs not.
	const children = [...begun.map(({ child }) => child), state.judge];
	await Promise.all(children.map((child) => child?.signal(signal).catch(() => undefined)));
}
