import type { JudgePlan } from '../contracts/judge';
import { canAfford, type JudgeRun, noteJudgment, openJudge, settled } from './judge-run';

const plan = (most_cost: number | null) => ({ judge: { most_cost } }) as JudgePlan;

function judgeRun(most_cost: number | null, state: Partial<JudgeRun> = {}): JudgeRun {
	return Object.assign(openJudge('haiku', undefined, 0), { plan: plan(most_cost) }, state);
}

const judgment = (cost: number, scores: Record<string, number> | null = { tone: 4 }) => ({
	...{ run_id: 'r', scores, unscored: scores === null ? ({ reason: 'refused', detail: 'no' } as const) : null },
	...{ spread: {}, rationale: null, requests: 1, prompt_tokens: 10, output_tokens: 2, prompt_eval_s: null },
	...{ cost, judged_at: 1 },
});

test('without a limit everything can be afforded', () => {
	expect(canAfford(judgeRun(null, { asked: 64 }))).toBe('yes');
});

test('the first item is asked alone, so that it is known what one costs', () => {
	expect(canAfford(judgeRun(1))).toBe('yes');
	expect(canAfford(judgeRun(1, { asked: 1 }))).toBe('wait');
});

test('as many are asked at once as fit below the limit at the dearest price so far', () => {
	const run = judgeRun(1);
	noteJudgment(run, judgment(0.125));
	noteJudgment(run, judgment(0.25));
	const asked = (count: number) => canAfford(Object.assign(run, { asked: count }));
	expect([asked(0), asked(1), asked(2)]).toEqual(['yes', 'yes', 'wait']);
	noteJudgment(run, judgment(0.25));
	noteJudgment(run, judgment(0.25));
	// 0.875 are spent: another quarter would be too much, whatever is under way.
	expect([asked(0), asked(1)]).toEqual(['never', 'never']);
});

test('what was scored and what was left unscored are counted, with tokens and cost', () => {
	const run = judgeRun(null);
	noteJudgment(run, judgment(1));
	noteJudgment(run, judgment(2, null));
	expect(run.progress).toMatchObject({ scored: 1, unscored: { refused: 1 }, cost: 3, prompt_tokens: 20 });
	expect(settled(run.progress)).toBe(2);
});
