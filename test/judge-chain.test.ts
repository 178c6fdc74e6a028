import { historiesOf } from '../testbed/chains';
import { openSkippedTime, type SkippedTime } from '../testbed/skipped-time';
import { standInEndpoint, type WaitingRuns } from '../testbed/stand-in-endpoint';
import type { judge } from '../workflows';

const world: WaitingRuns = { ids: [], asked: [], recorded: [] };
let time: SkippedTime;

beforeAll(async () => {
	time = await openSkippedTime(standInEndpoint(world));
});

afterAll(() => time.close());

/** Has so many runs judged. */
async function judgeRuns(count: number) {
	const ids = Array.from({ length: count }, (_, at) => `run-${at}`);
	Object.assign(world, { ids, asked: [], recorded: [] });
	const { client } = time.environment;
	const workflowId = `judge/${count}`;
	const order = { experiment: 'chain', kind: 'stand-in' };
	const handle = await client.workflow.start<typeof judge>('judge', { taskQueue: 'bench', workflowId, args: [order] });
	const result = await handle.result();
	return { ids, result, chain: await historiesOf(client, workflowId) };
}

test.each([
	['none', 0, 1],
	['fewer than the first look finds', 7, 1],
	['as many as the first look finds', 20, 1],
	['as many as one run of the workflow takes', 500, 1],
	['one more than that', 501, 2],
	['as many as the next one begins with', 520, 2],
	['three runs of the workflow', 1_200, 3],
])('%s: each run is asked about once and recorded once', async (_case, count, runs) => {
	const { ids, result, chain } = await judgeRuns(count);
	expect(result).toMatchObject({ scored: count, unscored: {}, stopped: null });
	expect(world.asked).toHaveLength(count);
	expect([...world.asked].sort()).toEqual([...ids].sort());
	expect([...world.recorded].sort()).toEqual([...ids].sort());
	expect(chain).toHaveLength(runs);
	for (const events of chain) expect(events.length).toBeLessThan(8_000);
});

test('a run of the workflow begins with what the one before it has found', async () => {
	const { chain } = await judgeRuns(900);
	const looked = chain[1]?.find(
		({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name === 'judgeByEndpoint',
	);
	const scanned = chain[1]?.find(
		({ activityTaskCompletedEventAttributes: completed }) => completed?.scheduledEventId !== undefined,
	);
	expect(Number(looked?.eventId)).toBeLessThan(Number(scanned?.eventId));
});
