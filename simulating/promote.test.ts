import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PolicyDecision } from '../domain/simulation/policy-decision';
import { readActive, rollback } from '../serving/active-policies';
import { promoteCandidate } from './promote';

let env: { TIP_BENCH_STATE: string };
beforeEach(() => {
	env = { TIP_BENCH_STATE: mkdtempSync(join(tmpdir(), 'tip-bench-promote-')) };
});
afterEach(() => rmSync(env.TIP_BENCH_STATE, { recursive: true }));

const decision: PolicyDecision = {
	...{ answer: 'promote', baseline: 'egreedy-v1', candidate: 'egreedy-v2', chosen_among: 1, better_by: 0.01 },
	difference: { value: { scenarios: 14, mean: 0.07, low: 0.04, high: 0.1, exact: true }, reason: null },
	...{
		worst_persona: null,
		reasons: ['it is better'],
		number: 1,
		alpha: 0.05,
		level: 0.03,
		experiment: 'e',
		run_id: 'r1',
	},
};
const unattended = { isUnattended: true };
const promoted = (more: Partial<PolicyDecision> = {}, how = {}) =>
	promoteCandidate(env, { ...decision, ...more }, 'http://mlflow', how);

test('of two that have beaten the same policy, and come at once, one is promoted', async () => {
	const ends = await Promise.allSettled([promoted(), promoted({ candidate: 'linucb' })]);
	expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(readActive(env).former).toHaveLength(1);
	expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'PromotionRefused' } });
}, 20_000);

test('doing it again changes nothing; an answer that is not promote never does', async () => {
	expect(await promoted()).toBe(true);
	expect(await promoted()).toBe(false);
	await expect(promoted({ answer: 'reject' })).rejects.toMatchObject({ code: 'PromotionRefused' });
});

test('what a person has rolled back stays so by the same evidence, unless a person asks', async () => {
	await promoted({}, unattended);
	await rollback(env);
	await expect(promoted({ run_id: 'r2', alpha: 0.01 }, unattended)).rejects.toThrow(/was rolled back at .* more seeds/);
	expect(readActive(env).active).toBe('egreedy-v1');
	const more = { value: { scenarios: 14, mean: 0.08, low: 0.05, high: 0.1, exact: true }, reason: null };
	expect(await promoted({ difference: more }, unattended)).toBe(true);
	await rollback(env);
	expect(await promoted({ difference: more })).toBe(true);
});
