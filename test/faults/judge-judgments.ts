import type { RecordedRequest } from '../../testbed/ollama-proxy';
import type { BenchFacts, Break } from './bench-facts';
import type { AcceptedJudgment } from './judge-histories';
import { itemKey } from './recorded-cells';

/** What is known of the auto judge's work when all is over. */
export interface JudgingFacts {
	readonly accepted: readonly AcceptedJudgment[];
	/** How often each run of MLflow's was given the auto judge's composite. */
	readonly timesScored: ReadonlyMap<string, number>;
}

/** What became of the judgments. */
export interface JudgmentCounts {
	/** Runs that the auto judge was to score. */
	readonly judgeable: number;
	readonly scored: number;
	/** Runs that it has neither scored nor named a reason for, of benches that are over with it. */
	readonly lost: number;
	readonly doubled: number;
	/** Questions that began after the judgments of all runs with that item had been accepted. */
	readonly askedAgain: number;
	readonly breaks: readonly Break[];
}

/** Event times come from Temporal's clock, requests' from ours, and both are rounded. Milliseconds. */
const clockSlackMs = 20;

/** Counts what the auto judge was to do. @param judge the name of its model */
export function judgeJudgments(
	benches: readonly BenchFacts[],
	{ accepted, timesScored }: JudgingFacts,
	requests: readonly RecordedRequest[],
	judge: string,
): JudgmentCounts {
	const runs = benches.flatMap(({ committed }) => committed).filter(({ item }) => item !== null);
	const over = benches.filter(({ state }) => state === 'filled').flatMap(({ committed }) => committed);
	const lost = over.filter(({ item, auto }) => item !== null && (auto === 'waiting' || auto === 'none'));
	const doubled = [...timesScored].filter(([, times]) => times > 1);
	const acceptedAt = new Map<string, number>();
	for (const { run_id, at } of accepted) acceptedAt.set(run_id, Math.min(at, acceptedAt.get(run_id) ?? at));
	const lastAccepted = new Map<string, number>();
	for (const { run_id, item } of runs) {
		const at = acceptedAt.get(run_id) ?? Number.POSITIVE_INFINITY;
		lastAccepted.set(item ?? '', Math.max(at, lastAccepted.get(item ?? '') ?? 0));
	}
	const again = requests.filter(({ kind, model, body, startedAt }) => {
		if (kind !== 'generate' || model !== judge) return false;
		return startedAt > (lastAccepted.get(itemAsked(body) ?? '') ?? Number.POSITIVE_INFINITY) + clockSlackMs;
	});
	const broken = (law: Break['law'], what: string, at: number | null = null): Break => ({ law, what, at });
	return {
		...{ judgeable: runs.length, scored: runs.filter(({ auto }) => auto === 'scored').length },
		...{ lost: lost.length, doubled: doubled.length, askedAgain: again.length },
		breaks: [
			...lost.map(({ cell, run_id }) => broken('one judgment a run', `${cell} (${run_id}) has none, and no reason`)),
			...doubled.map(([run_id, times]) => broken('one judgment a run', `${run_id} was scored ${times} times`)),
			...again.map(({ startedAt }) =>
				broken('no accepted judgment is made again', 'an item was asked again after its judgment', startedAt),
			),
		],
	};
}

/** The item of a question, read from its words without any of our code. */
function itemAsked(body: unknown): string | null {
	const { messages = [] } = body as { messages?: { content?: string }[] };
	const text = messages.at(-1)?.content ?? '';
	const scenario = /^Scenario: (.*)$/m.exec(text)?.[1];
	const candidates = /^Candidates \(\d+\): (.*)$/m.exec(text)?.[1];
	if (scenario === undefined || candidates === undefined) return null;
	const numbered = JSON.parse(candidates) as Record<string, string>;
	return itemKey((JSON.parse(scenario) as { name: string }).name, Object.values(numbered));
}
