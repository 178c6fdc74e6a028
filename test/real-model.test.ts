import { addSmallModel } from '../local/models';
import { runToJudge } from '../testbed/judge-bench';
import { ownParts } from '../testbed/own-parts';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack } from '../testbed/stack';

const experiment = 'real-model';
const model = 'small-real-model:latest';
const scenarios = 2;

afterAll(async () => {
	// The tests after this one count on an Ollama that has tiny models only.
	for (const name of [model, 'gemma3-270m']) await askOllama('DELETE', 'delete', { model: name });
});

async function askOllama(method: string, path: string, body: object): Promise<void> {
	const answer = await fetch(`${testStack().ollama}/api/${path}`, { method, body: JSON.stringify(body) });
	expect({ path, status: answer.status, text: await answer.text() }).toMatchObject({ status: 200 });
}

test('a small real model gives tips that can be read out of its answers', async () => {
	await addSmallModel(testStack().ollama, ownParts());
	// Threads that wait for each other turn seconds into minutes where other processes want the cores too.
	const parameters = { num_thread: 1 };
	await askOllama('POST', 'create', { model, from: 'gemma3-270m', parameters, stream: false });
	const limits = ['--n-scenarios', `${scenarios}`, '--n-tips', '3', '--num-predict', '160'];
	const args = ['--experiment', experiment, '--models', model, '--prompts', 'v3-few-shot', ...limits];
	const status = await runToJudge(args, {});
	expect(status).toMatchObject({ phase: 'awaiting-judge', cells: { total: scenarios, done: scenarios, failed: 0 } });

	const runs = await rawRuns(experiment);
	expect(runs).toHaveLength(scenarios);
	const candidates = runs.map(({ tags }) => JSON.parse(tags['artifact:candidates.json'] ?? '[]') as string[]);
	const parsed = candidates.filter((each) => each.length > 0);
	expect(parsed.length).toBeGreaterThan(0);
	for (const tip of parsed.flat()) expect(tip).toMatch(/\p{L}{3}/u);
	expect(runs.filter(({ tags }) => tags.judge_pending === 'true')).toHaveLength(status.pending_judgments ?? 0);
	for (const { metrics } of runs) {
		expect(metrics.output_tokens).toBeGreaterThan(1);
		expect(metrics.output_tokens).toBeLessThanOrEqual(160);
		expect(metrics.tokens_per_s).toBeGreaterThan(0);
	}
});
