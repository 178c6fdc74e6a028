import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createLog } from '../../machine/log';
import { decide } from '../decide';
import { giveReward } from '../give-reward';
import { openStoreAt, type Store } from '../store/open-store';
import { someAsked } from '../test-support/test-serving';
import { askShadow } from './ask-shadow';
import type { ShadowEvent } from './shadow-event';
import { type Shadows, startShadows } from './shadows';

// The threads are stand-ins, for what the real one cannot be made to do; that one is in test/serving.test.ts.

let folder: string;
let store: Store;
let shadows: Shadows;
let events: ShadowEvent[];
const lines: string[] = [];
const log = createLog({ format: 'text', level: 'info', write: (line) => lines.push(line) });

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tip-bench-shadows-'));
	store = openStoreAt(join(folder, 'a.sqlite'));
	events = [];
	lines.length = 0;
});
afterEach(async () => {
	await shadows?.close();
	store.close();
	rmSync(folder, { recursive: true });
});

const startWith = async (standIn: string) => {
	const program = join(folder, 'thread-stand-in.js');
	writeFileSync(program, `const { parentPort } = require('node:worker_threads');\n${standIn}`);
	shadows = startShadows({ store, log, onEvent: (event) => events.push(event), atOnce: true, program });
	await pause(300);
};
const decideOne = () => decide(store, 'egreedy-v1', someAsked('ann'), { now: Date.now(), version: '1' });
const tell = (count = 1) => {
	let longest = 0;
	for (let at = 0; at < count; at += 1) {
		const decided = decideOne();
		const began = performance.now();
		shadows.tell(decided, ['egreedy-v2-shadow', 'egreedy-v1-shadow']);
		longest = Math.max(longest, performance.now() - began);
	}
	return longest;
};
const answering = (choice: string) => `parentPort.on('message', (all) => parentPort.postMessage(all.map(
	({ decision, shadows }) => ({ decision, shadow: shadows[0], ${choice} }))))`;

test('an answer is an event, once; the shadow of the policy that chose is not asked', async () => {
	await startWith(answering('choice: 1'));
	tell();
	await pause(300);
	expect(events).toMatchObject([
		{ event: 'shadow:egreedy-v2-shadow', policy: 'egreedy-v1', chosen: 0, choice: 1, result: 'differed' },
	]);
});

test('one that hangs is unanswered after 200 ms, each once, and its thread is ended and comes back', async () => {
	await startWith("parentPort.on('message', () => { for (;;); })");
	tell();
	await pause(150);
	expect(events).toEqual([]);
	await pause(200);
	expect(events).toMatchObject([{ result: 'unanswered', why: 'nothing within 200 ms' }]);
	await pause(2_000);
	expect(lines.join('\n')).toMatch(/said nothing for 2 s; choices go on/);
	expect(tell(1_500)).toBeLessThan(50);
	expect(events.filter(({ why }) => why?.includes('open already')).length).toBeGreaterThan(400);
	await pause(300);
	expect(events).toHaveLength(1_501);
}, 20_000);

test('one that dies is unanswered, and comes back', async () => {
	await startWith("parentPort.once('message', () => process.exit(3))");
	tell();
	await pause(300);
	expect(events).toMatchObject([{ result: 'unanswered' }]);
	expect(lines.join('\n')).toMatch(/it ended with 3; choices go on/);
	writeFileSync(
		join(folder, 'thread-stand-in.js'),
		`const { parentPort } = require('node:worker_threads');\n${answering('choice: 0')}`,
	);
	await pause(1_300);
	tell();
	await pause(300);
	expect(events[1]).toMatchObject({ result: 'agreed' });
});

test('one that fails says why, and one that cannot be loaded is unanswered', async () => {
	await startWith(answering("failed: 'PolicyStateInvalid'"));
	tell();
	await pause(300);
	expect(events).toMatchObject([{ result: 'unanswered', why: 'PolicyStateInvalid' }]);
	await shadows.close();
	await startWith('throw new Error("no")');
	tell();
	await pause(300);
	expect(events[1]).toMatchObject({ result: 'unanswered' });
});

test('a shadow chooses the best by what the policy of its name has learned, and keeps nothing', () => {
	const asked = someAsked('ann', 6);
	for (let at = 0; at < 40; at += 1) {
		const { decision, chosen } = decide(store, 'egreedy-v2', asked, { now: at, version: '1' });
		giveReward(store, { decision, reward: chosen.index === 3 ? 1 : 0 }, { now: at, windowMs: 1 });
	}
	const { contexts, scores } = decide(store, 'egreedy-v2', asked, { now: 1, version: '1' });
	const before = store.all('SELECT * FROM states');
	const question = {
		decision: 'd',
		user: 'ann',
		contexts: Float64Array.from(contexts.flat()),
		features: 12,
		shadows: [],
	};
	expect(askShadow(store, 'egreedy-v2-shadow', question)).toBe(scores.indexOf(Math.max(...scores)));
	expect(askShadow(store, 'linucb-shadow', { ...question, user: 'nobody' })).toEqual(expect.any(Number));
	expect(store.all('SELECT * FROM states')).toEqual(before);
});
