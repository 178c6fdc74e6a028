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

/** Questions of so many milliseconds go to the thread together: each hand-over wakes it, where others want the processor. */
const gatheredMs = 10;

/** So many questions are open at once; of more it is said at once that nobody answers. */
const mostOpen = 1_000;

/** A decision that shadows are asked about. */
type Chosen = Pick<ShadowEvent, 'decision' | 'policy' | 'chosen'>;

/** What is kept of a decision meanwhile: little, since much that lives for a fifth of a second is work for the garbage collector. */
interface Open extends Chosen {
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
		const asked = questions.map(({ decision }) => decision);
		begin();
		thread?.ask(questions);
		setTimeout(() => giveUp(asked), patienceMs - gatheredMs).unref();
	};
	const giveUp = (asked: readonly string[]) => {
		for (const decision of asked) {
			const left = open.get(decision);
			open.delete(decision);
			for (const shadow of left?.waiting ?? []) unanswered(shadow, left as Open, `nothing within ${patienceMs} ms`);
		}
	};
	const unanswered = (shadow: ShadowName, of: Chosen, why: string) =>
		onEvent({ ...about(shadow, of), result: 'unanswered', why });
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
		const result = answer.choice === asked.chosen ? 'agreed' : 'differed';
		onEvent({ ...about(shadow, asked), result, choice: answer.choice, ms: performance.now() - asked.toldAt });
	};
	if (atOnce) begin();
	return {
		tell: (decided, names) => {
			const shadows = names.filter((name) => policyOf(name) !== decided.policy);
			if (shadows.length === 0) return;
			const { decision, user, contexts, policy } = decided;
			const about = { decision, policy, chosen: decided.chosen.index };
			if (open.size >= mostOpen) {
				for (const shadow of shadows) unanswered(shadow, about, `${mostOpen} questions are open already`);
				return;
			}
			open.set(decision, { ...about, toldAt: performance.now(), waiting: new Set(shadows) });
			if (batch.length === 0) setTimeout(send, gatheredMs).unref();
			batch.push({ decision, user, contexts: Float64Array.from(contexts.flat()), features: allFeatures, shadows });
		},
		close: async () => {
			batch = [];
			open.clear();
			await thread?.close();
		},
	};
}

function about(shadow: ShadowName, { decision, policy, chosen }: Chosen) {
	return { event: `shadow:${shadow}`, shadow, decision, policy, chosen } as const;
}

function ownProgram(): string {
	return join(__dirname, 'thread.js');
}
