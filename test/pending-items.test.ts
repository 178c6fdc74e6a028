import { pendingItems } from '../judging/pending-items';
import { openJudgedRuns } from '../testbed/judged-runs';

test('items come a few at a time, each once, in an order that tells nothing, however many wait', async () => {
	const many = await openJudgedRuns();
	const all = await Promise.all(Array.from({ length: 90 }, () => many.addRun({ lazy: 'claude-code', auto: null })));
	const seen: string[] = [];
	let last = { total: 0, exact: false };
	for await (const found of pendingItems(many.mlflow, many.rubric, many.at.experiment_id, 'Ada')) {
		expect(found.items.length).toBeLessThanOrEqual(10);
		seen.push(...found.items.map(({ run_id }) => run_id));
		last = found;
	}
	expect([...seen].sort()).toEqual([...all].sort());
	expect(last).toMatchObject({ total: 90, exact: true });
	expect(seen).not.toEqual(all);
	await many.close();
});
