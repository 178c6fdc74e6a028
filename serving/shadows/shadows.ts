import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allFeatures } from '../../domain/policies/features';
import type { Log } from '../../machine/log';
import type { Decided } from '../decide';
import { policyOf, type ShadowName } from '../shadow-names';
import type { Store } from '../store/open-store';
import type { ShadowAnswer, ShadowQuestion } from './ask-shadow';
import type { ShadowEvent } from './shadow-event';
import { type ShadowThread, startShadowThread } from './shadow-thread';

/** Asks the shadows about decisions of the active policy. */
export interface Shadows {
	/** Takes note of a decision, and does nothing more before its answer is out. */
	tell(decided: Decided, shadows: readonly ShadowName[]): void;
	close(): Promise<void>;
}

/** What they lean on. */
export interface ShadowsOptions {
	readonly store: Store;
	readonly log: Log;
	/** What came of a question: each shadow's, once. */
	onEvent(event: ShadowEvent): void;
	/** Whether the thread is started now, since one of them is on; else it is with the first question. */
	readonly atOnce: boolean;
	/** The built `thread.js`, unless a test has another. */
	readonly program?: string | undefined;
}

/** A shadow answers within so many milliseconds, or not at all. */
const patienceMs = 200;

/** So many questions are open at once; of more it is said at once that nobody answers. */
const mostOpen = 1_000;

interface Open {
	readonly decided: Decided;
	readonly toldAt: number;
	readonly waiting: Set<ShadowName>;
}

/** The shadows of a store. */
export function startShadows({ store, log, onEvent, atOnce, program = ownProgram() }: ShadowsOptions): Shadows {
	const open = new Map<string, Open>();
	let batch: ShadowQuestion[] = [];
	let thread: ShadowThread | undefined;
	const begin = () => {
		if (thread === undefined && existsSync(program)) thread = startThread();
	};
	const startThread = () => {
		const onLost = (why: string) => log.warn(`the thread of the shadows is away: ${why}; choices go on without them`);
		return startShadowThread({ program, path: store.path, onAnswers, onLost });
	};
	const send = () => {
		const questions = batch;
		batch = [];
		begin();
		thread?.ask(questions);
		setTimeout(() => giveUp(questions), patienceMs).unref();
	};
	const giveUp = (questions: readonly ShadowQuestion[]) => {
		for (const { decision } of questions) {
			const left = open.get(decision);
			open.delete(decision);
			for (const shadow of left?.waiting ?? []) unanswered(shadow, left as Open, `nothing within ${patienceMs} ms`);
		}
	};
	const unanswered = (shadow: ShadowName, { decided }: Pick<Open, 'decided'>, why: string) =>
		onEvent({ ...about(shadow, decided), result: 'unanswered', why });
	const onAnswers = (answers: readonly ShadowAnswer[]) => {
		for (const answer of answers) take(answer);
	};
	const take = (answer: ShadowAnswer) => {
		const asked = open.get(answer.decision);
		// Too late: that was said already.
		if (asked === undefined) return;
		const { decision, shadow } = answer;
		asked.waiting.delete(shadow);
		if (asked.waiting.size === 0) open.delete(decision);
		if ('failed' in answer) return unanswered(shadow, asked, answer.failed);
		const { decided, toldAt } = asked;
		const result = answer.choice === decided.chosen.index ? 'agreed' : 'differed';
		onEvent({ ...about(shadow, decided), result, choice: answer.choice, ms: performance.now() - toldAt });
	};
	if (atOnce) begin();
	return {
		tell: (decided, names) => {
			const shadows = names.filter((name) => policyOf(name) !== decided.policy);
			if (shadows.length === 0) return;
			if (open.size >= mostOpen) {
				for (const shadow of shadows) unanswered(shadow, { decided }, `${mostOpen} questions are open already`);
				return;
			}
			const { decision, user, contexts } = decided;
			open.set(decision, { decided, toldAt: performance.now(), waiting: new Set(shadows) });
			// What is to be said now is an answer on its way to whoever asked.
			if (batch.length === 0) setImmediate(send);
			batch.push({ decision, user, contexts: Float64Array.from(contexts.flat()), features: allFeatures, shadows });
		},
		close: async () => {
			batch = [];
			open.clear();
			await thread?.close();
		},
	};
}

function about(shadow: ShadowName, { decision, policy, chosen }: Decided) {
	return { event: `shadow:${shadow}`, shadow, decision, policy, chosen: chosen.index } as const;
}

function ownProgram(): string {
	return join(__dirname, 'thread.js');
}
