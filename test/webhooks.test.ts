import { openSkippedTime, type SkippedTime } from '../testbed/skipped-time';
import { until } from '../testbed/until';
import { longTest } from './support/long-test';

const experiment = 'webhooks';

let time: SkippedTime;
let environment: SkippedTime['environment'];
let world: SkippedTime['world'];

beforeAll(async () => {
	time = await openSkippedTime();
	({ environment, world } = time);
});

afterAll(() => time.close());

const startWaiting = (name: string, keys: Record<string, unknown>) => time.startWaiting(`${experiment}-${name}`, keys);

longTest('a receiver that is broken for good neither fails nor delays a bench: it is a note', async () => {
	world.listener = 'broken';
	const { handle, status } = await startWaiting('untold', {});
	await environment.sleep('1 day');
	world.listener = 'none';
	expect((await status()).notes).toEqual(['the webhook pending was given up: the receiver answered 500']);
	world.pending = 0;
	await handle.signal('judged');
	expect(await handle.result()).toMatchObject({ experiment: `${experiment}-untold` });
});

test('whoever listens is told what happens, each reminder once, with the number left and what to do', async () => {
	world.listener = 'there';
	world.told.length = 0;
	const { handle } = await startWaiting('told', { remind_after: '1d,2d' });
	await environment.sleep('4 days');
	world.pending = 0;
	await environment.sleep('2 days');
	await handle.signal('judged');
	await handle.result();
	// The last one outlasts its bench; this server skips no time any more once one has.
	await until(async () => world.told.length === 6);
	world.listener = 'none';
	const id = `${experiment}-told`;
	const score = `./tip-bench judge score ${id}`;
	const board = `./tip-bench leaderboard ${id}`;
	expect(world.told.map(({ type, left, command, bench, experiment: of }) => [type, left, command, bench, of])).toEqual(
		[
			['pending', 2, score],
			['reminder', 2, score],
			['reminder', 2, score],
			['reminder', 0, `temporal workflow signal --workflow-id ${id} --name judged`],
			['judged', 0, board],
			['done', 0, board],
		].map((told) => [...told, id, id]),
	);
	expect(new Set(world.told.map((told) => told.id)).size).toBe(6);
	const times = world.told.map(({ timestamp }) => Date.parse(timestamp));
	expect(times).toEqual([...times].sort((a, b) => a - b));
});
