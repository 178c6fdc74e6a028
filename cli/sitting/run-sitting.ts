import { setTimeout as pause } from 'node:timers/promises';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Rubric } from '../../domain/judging/rubric';
import type { Key } from '../../domain/judging/sitting/keys';
import { dropItem } from '../../domain/judging/sitting/sitting';
import { itemOfRun, pendingItems } from '../../judging/pending-items';
import { storeScores } from '../../judging/store-scores';
import type { Mlflow } from '../../mlflow/client';
import { answerKey, createDesk, type Desk, keepDraft, leftOf, screenOfDesk, show, takeItems } from './desk';
import type { Draft } from './draft';
import { feedItems } from './feed';
import { createSaver, type Saver } from './saver';
import { openTerminal } from './terminal';

/** What a sitting is about, and where. */
export interface SittingSetting {
	readonly mlflow: Mlflow;
	readonly rubric: Rubric;
	/** It is kept up to date, in this object and in its file. */
	readonly draft: Draft;
	readonly draftFile: string;
	readonly streams: { readonly stdin: ReadStream; readonly stdout: WriteStream };
	/** Whether the terminal can do nothing but print lines. */
	readonly isPlain: boolean;
}

/** What came of a sitting. */
export interface SittingEnd {
	readonly scored: number;
	readonly seconds: number;
	/** Items that still wait, as far as is known. */
	readonly left: number | null;
	/** Whether every item that waited was read, and none is left but those that were left for later. */
	readonly isEmpty: boolean;
	/** Workflow ids of the benches whose items were seen. */
	readonly benches: readonly string[];
	readonly damaged: readonly string[];
	/** Whether its terminal is gone: nothing can be said any more. */
	readonly isLost: boolean;
	/** The signal that ended it, `null` where a person did. */
	readonly signal: NodeJS.Signals | null;
}

/** So long is waited for what is being stored, when the judge has gone. */
const settleMs = 5_000;

/** @see SittingEnd.isLost */
const lostMs = 100;

const endingSignals = ['SIGHUP', 'SIGTERM', 'SIGINT'] as const;

/** Lets a person score item by item until they quit, or their terminal is gone. */
export async function runSitting(setting: SittingSetting): Promise<SittingEnd> {
	const began = Date.now();
	const desk = createDesk(setting.rubric, setting.draft, setting.draftFile);
	const ending = new AbortController();
	let draw = () => {};
	const saver = saverOf(desk, setting, () => draw());
	const reader = readerOf(desk, setting, ending.signal, () => draw());
	const onKey = (key: Key) => {
		const { scored, moved } = answerKey(desk, key, Date.now());
		if (scored) saver.wake();
		draw();
		if (moved) reader.lookAhead();
		if (desk.sitting.mode.is === 'quit') ending.abort(null);
	};
	const handlers = endingSignals.map((name) => [name, () => ending.abort(name)] as const);
	for (const [name, onSignal] of handlers) process.on(name, onSignal);
	const events = { onKey, onChange: () => draw(), onLost: () => ending.abort('SIGHUP') };
	const terminal = openTerminal(setting.streams, setting.isPlain, events);
	draw = () => {
		if (ending.signal.aborted) return;
		desk.screen = screenOfDesk(desk, terminal.size(), saver.trouble());
		terminal.draw(desk.screen);
	};
	try {
		draw();
		saver.wake();
		void reader.read();
		await untilAborted(ending.signal);
		// Whether the terminal is gone shows a moment after the signal.
		if (ending.signal.reason === 'SIGHUP') await pause(lostMs);
	} finally {
		terminal.close();
	}
	await saver.settle(settleMs);
	for (const [name, onSignal] of handlers) process.off(name, onSignal);
	const { scored, benches, damaged, reading, sitting } = desk;
	return {
		...{ scored, seconds: (Date.now() - began) / 1000, left: leftOf(desk), benches: [...benches], damaged },
		...{
			isEmpty: !reading && sitting.queue.length === 0,
			isLost: terminal.isLost(),
			signal: ending.signal.reason as NodeJS.Signals | null,
		},
	};
}

function saverOf(desk: Desk, { mlflow, rubric }: SittingSetting, changed: () => void): Saver {
	const { draft } = desk;
	return createSaver({
		waiting: () => draft.unstored,
		store: (each) => storeScores(mlflow, rubric, each),
		settled: (each, why) => {
			draft.unstored = draft.unstored.filter((other) => other !== each);
			if (why !== null) draft.refused = [...draft.refused, { ...each, why }];
			keepDraft(desk);
		},
		changed,
	});
}

/** Reads items beside the keys. */
function readerOf(desk: Desk, { mlflow, rubric, draft }: SittingSetting, signal: AbortSignal, draw: () => void) {
	const { experiment_id: id, by } = draft;
	let isFewer = () => {};
	const untilFewer = () =>
		new Promise<void>((resolve) => {
			isFewer = resolve;
			signal.addEventListener('abort', () => resolve(), { once: true });
		});
	/** What was half done in the last sitting comes first. */
	const resume = async () => {
		for (const runId of Object.keys(draft.begun)) {
			const found = await itemOfRun(mlflow, rubric, id, runId).catch(() => null);
			if (found !== null) takeItems(desk, [found.item]);
			draw();
		}
	};
	return {
		read: async () => {
			await resume();
			await feedItems({
				open: () => pendingItems(mlflow, rubric, id, by, { signal }),
				count: () => desk.sitting.queue.length,
				untilFewer,
				take: (items, found) => {
					takeItems(desk, items, found);
					draw();
				},
				trouble: (why) => {
					if (why === desk.readTrouble) return;
					desk.readTrouble = why;
					draw();
				},
				signal,
			});
			desk.reading = false;
			draw();
		},
		/** Somebody else may have scored what comes next since it was read. */
		lookAhead: () => {
			isFewer();
			const next = desk.sitting.queue[1];
			if (next === undefined || desk.sitting.begun[next.run_id] !== undefined) return;
			itemOfRun(mlflow, rubric, id, next.run_id)
				.then((found) => {
					if (found?.isPending !== false) return;
					show(desk, dropItem(desk.sitting, next.run_id));
					draw();
				})
				// It is shown all the same: scores beside another's are lost by nobody.
				.catch(() => undefined);
		},
	};
}

function untilAborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', () => resolve(), { once: true });
	});
}
