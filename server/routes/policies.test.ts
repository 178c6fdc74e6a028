import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolderSync } from '../../machine/make-folder';
import { promote } from '../../serving/active-policies';
import { decide } from '../../serving/decide';
import { giveReward } from '../../serving/give-reward';
import { keepShadowCounts } from '../../serving/shadow-counts';
import { openStore } from '../../serving/store/open-store';
import { someAsked } from '../../serving/test-support/test-serving';
import { type TestApp, testApp } from '../test-support/test-app';

// On a store as `serve` keeps it; nothing of it runs.

let app: TestApp;
const now = Date.parse('2026-11-27T08:00:00Z');

beforeEach(() => {
	app = testApp({ now: () => now });
});

afterEach(() => app.remove());

const get = async (path: string) => (await app.ask(path)).json();
const post = async (path: string, body?: unknown) => {
	const answer = await app.ask(path, {
		method: 'POST',
		...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	});
	return { status: answer.status, ...((await answer.json()) as object) };
};

/** Three decisions for a user, two of them with a reward. */
function serve(user: string): void {
	const store = openStore(app.context.places.env);
	for (const [at, reward] of [1, 0.5, null].entries()) {
		const { decision } = decide(store, 'egreedy-v2', someAsked(user), { now: now + at, version: '1.0.0' });
		if (reward !== null) giveReward(store, { decision, reward }, { now: now + at, windowMs: 1e6 });
	}
	keepShadowCounts(store, new Map([['egreedy-v2-shadow', { agreed: 3, differed: 1, unanswered: 2 }]]));
	store.close();
}

test('where nothing was ever served the first policy is active, nothing is counted, and a look makes no store', async () => {
	const answer = (await get('/api/policies')) as { shadows: { is_on: boolean }[]; totals: object[] };
	expect(answer).toMatchObject({ active: 'egreedy-v1', since: null, evidence: null, former: [], store_fault: null });
	expect(answer.shadows.some(({ is_on }) => is_on)).toBe(false);
	expect(answer.totals).toContainEqual({ policy: 'egreedy-v2', decisions: 0, rewards: 0, mean_reward: null });
	expect(await get('/api/policies/user?user=Ann')).toEqual({ is_known: false, policies: [] });
	expect(await get('/api/policies/decisions?user=Ann')).toEqual({ decisions: [], before: null });
	expect(await post('/api/policies/forget', { user: 'Ann' })).toEqual({ status: 200, users: 0, decisions: 0 });
	expect(existsSync(join(app.folder, 'serving', 'policies.sqlite'))).toBe(false);
});

test('what was counted, and how often a shadow agreed', async () => {
	serve('a/b ½');
	const answer = (await get('/api/policies')) as { shadows: object[]; totals: object[] };
	expect(answer.totals).toContainEqual({ policy: 'egreedy-v2', decisions: 3, rewards: 2, mean_reward: 0.75 });
	expect(answer.shadows).toContainEqual({
		...{ name: 'egreedy-v2-shadow', policy: 'egreedy-v2', is_on: false },
		...{ agreed: 3, differed: 1, unanswered: 2, agreement: 0.75 },
	});
});

test('a user: what is learned, decisions page by page, begun anew, forgotten', async () => {
	serve('a/b ½');
	const user = encodeURIComponent('a/b ½');
	expect(await get(`/api/policies/user?user=${user}`)).toMatchObject({
		is_known: true,
		policies: [{ policy: 'egreedy-v2', dimension: 12, decisions: 3, rewards: 2, mean_reward: 0.75 }],
	});
	const first = (await get(`/api/policies/decisions?user=${user}&limit=2`)) as {
		decisions: { reward: number | null }[];
		before: number;
	};
	expect(first.decisions.map(({ reward }) => reward)).toEqual([null, 0.5]);
	const second = await get(`/api/policies/decisions?user=${user}&limit=2&before=${first.before}`);
	expect(second).toMatchObject({ decisions: [{ reward: 1 }], before: null });
	expect(await post('/api/policies/reset', { user: 'a/b ½' })).toEqual({ status: 200, reset: ['egreedy-v2'] });
	expect(await get(`/api/policies/user?user=${user}`)).toMatchObject({ is_known: true, policies: [] });
	expect(await post('/api/policies/forget', { user: 'a/b ½' })).toEqual({ status: 200, users: 1, decisions: 3 });
	expect(await get(`/api/policies/user?user=${user}`)).toMatchObject({ is_known: false });
	expect(app.lines).toContainEqual(expect.objectContaining({ audit: true, what: 'POST /api/policies/forget' }));
});

test('a shadow is turned on and off; what is on already changes nothing', async () => {
	const set = (on: boolean) => post('/api/policies/shadow', { name: 'egreedy-v2-shadow', on });
	expect(await set(true)).toMatchObject({ changed: true, shadows: ['egreedy-v2-shadow'] });
	expect(await set(true)).toMatchObject({ changed: false, shadows: ['egreedy-v2-shadow'] });
	expect(await set(false)).toMatchObject({ changed: true, shadows: [] });
	expect(await post('/api/policies/shadow', { name: 'egreedy-v9-shadow', on: true })).toMatchObject({ status: 400 });
});

test('a rollback goes back to what was before, and says where nothing was', async () => {
	await promote(app.context.places.env, 'linucb', { experiment: 'sim-1' }, now);
	expect(await get('/api/policies')).toMatchObject({ active: 'linucb', evidence: { experiment: 'sim-1' } });
	expect(await post('/api/policies/rollback')).toMatchObject({ status: 200, changed: true, active: 'egreedy-v1' });
	expect(await get('/api/policies')).toMatchObject({ active: 'egreedy-v1', rolled_back: { active: 'linucb' } });
	expect(await post('/api/policies/rollback')).toMatchObject({ status: 409, code: 'NothingBefore' });
});

test('a store that cannot be read hides neither the active policy nor the way back', async () => {
	makeFolderSync(join(app.folder, 'serving'));
	writeFileSync(
		join(app.folder, 'serving', 'policies.sqlite'),
		'no database, and longer than its head would be '.repeat(9),
	);
	expect(await get('/api/policies')).toMatchObject({
		active: 'egreedy-v1',
		store_fault: expect.stringMatching(/policies\.sqlite/),
	});
	expect((await app.ask('/api/policies/user?user=a')).status).toBe(500);
});

test('a promotion by another baseline than the active one is refused before anything is read', async () => {
	const asked = { experiment: 'sim-1', baseline: 'linucb' };
	expect(await post('/api/policies/promote', asked)).toMatchObject({ status: 409, code: 'PromotionRefused' });
	expect(await post('/api/policies/promote', { ...asked, alpha: 0.9 })).toMatchObject({
		status: 400,
		faults: [{ key: 'alpha' }],
	});
});

test('no prompt is active before one has won', async () => {
	expect(await get('/api/prompts/active')).toMatchObject({ active: null, former: [] });
	expect(await post('/api/prompts/rollback')).toMatchObject({ status: 409, code: 'NothingBefore' });
});
