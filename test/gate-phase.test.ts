import type { BenchResult } from '../contracts/workflows';
import type { Status } from '../domain/bench/status';
import { temporalCli, tipBench } from '../testbed/commands';
import { judgeAll, printed, runToJudge } from '../testbed/judge-bench';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack, tinyModels } from '../testbed/stack';
import { currentDetails } from '../workflows/details';

// A bench whose last phase is a gate.

const experiment = `gate-phase-${Date.now()}`;
const [model] = tinyModels;
const args = ['--models', model, '--prompts', 'v1,v3-few-shot', '--n-scenarios', '2', '--num-predict', '24'];
const flags = (gate: unknown, of = experiment) => ['--experiment', of, ...args, '--gate', JSON.stringify(gate)];
const gate = { baseline: `${model},v1`, candidate: '', better_by: '0.5' };

test.each([
	[{ baseline: `${model},v2-mentor` }, 'gate.baseline: the bench has no row'],
	[{ baseline: `${model},v1`, candidate: 'other:1b,v1' }, 'gate.candidate: the bench has no row other:1b,v1'],
	[{ baseline: `${model},v1`, baseline_experiment: 'nowhere' }, 'gate.baseline_experiment: no experiment nowhere'],
	[{ baseline: `${model},v1`, beter_by: 1 }, 'gate.beter_by: unknown key; did you mean better_by?'],
	[{ baseline: `${model},v1`, require_both: true }, 'gate.require_both: needs a lazy and an auto kind'],
])('a wrong gate is found before anything loads: %j', async (wrong, words) => {
	const name = `${experiment}-wrong`;
	const { code, stderr } = await tipBench(['run', ...flags(wrong, name)]);
	expect(code).toBe(2);
	expect(stderr).toContain('InvalidConfig');
	expect(stderr).toContain(words);
	await expect(rawRuns(name)).rejects.toThrow();
});

test('the gate is asked when the bench is judged, and its decision is in result, status and UI', async () => {
	const kappa = ['--min-kappa', '0.65'];
	await runToJudge([...flags(gate), ...kappa], {});
	const applied = await judgeAll(experiment, testStack().stateDir, {});
	expect(applied.code).toBe(0);
	// Where the bench has ended meanwhile this starts it anew, and the same look has the same decision.
	const result = printed<BenchResult>(await tipBench(['run', ...flags(gate), ...kappa, '--wait', '--json']));
	expect(result.gate).toMatchObject({
		...{ answer: 'not enough evidence', baseline: { model, prompt: 'v1' }, number: 1, bound: 0.5 },
		candidate: { model, prompt: 'v3-few-shot' },
	});
	expect(result.gate?.reasons.join()).toContain('whatever the data');
	const kept = (await rawRuns(experiment)).filter(({ tags }) => tags.kind === 'gate');
	expect(kept.map(({ info }) => info.run_id)).toEqual([result.gate?.run_id]);
	const status = printed<Status>(await tipBench(['status', experiment, '--json']));
	expect(status).toMatchObject({ phase: 'done', gate: { answer: 'not enough evidence' } });
	expect(currentDetails(status, experiment)).toContain('**Gate: not enough evidence**');
	const history = await temporalCli('workflow', 'show', '--workflow-id', experiment, '--output', 'json');
	expect(history.stdout.match(/"name": ?"askGate"/g)).toHaveLength(1);
	// Its last argument, as it is or in base64; and on the experiment, for the commands that come later.
	expect(history.stdout).toMatch(/"name": ?"askGate"[\s\S]*?(?:"MC42NQ=="|\b0\.65\b)/);
	const asked = `experiments/get-by-name?experiment_name=${experiment}`;
	const found = await fetch(`${testStack().mlflow}/api/2.0/mlflow/${asked}`);
	const { tags } = ((await found.json()) as { experiment: { tags: { key: string; value: string }[] } }).experiment;
	expect(tags).toContainEqual({ key: 'min_kappa', value: '0.65' });
	const again = await tipBench(['gate', experiment, '--baseline', `${model},v1`, '--better-by', '0.5', '--json']);
	expect(again.code).toBe(20);
	expect(JSON.parse(again.stdout)).toMatchObject({ again: true, run_id: result.gate?.run_id });
}, 300_000);
