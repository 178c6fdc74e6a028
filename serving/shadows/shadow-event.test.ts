import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createLog } from '../../machine/log';
import { shadowCounts } from '../shadow-counts';
import { openStoreAt } from '../store/open-store';
import { shadowEvents } from './shadow-event';

test('the end does not wait for a receiver that hangs, and what was counted is kept', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tip-bench-events-'));
	const store = openStoreAt(join(folder, 'a.sqlite'));
	const log = createLog({ format: 'json', level: 'error', write: () => undefined });
	const send = () => new Promise<void>(() => undefined);
	const events = shadowEvents({ store, log, metrics: { noteShadow: () => undefined }, send });
	const about = { policy: 'egreedy-v1', decision: 'd', chosen: 0, choice: 0, ms: 1, result: 'agreed' } as const;
	events.publish({ ...about, event: 'shadow:linucb-shadow', shadow: 'linucb-shadow' });
	const ended = await Promise.race([events.close().then(() => true), pause(4_000, false, { ref: false })]);
	expect(ended).toBe(true);
	expect(shadowCounts(store)).toMatchObject([{ name: 'linucb-shadow', agreed: 1 }]);
	store.close();
	rmSync(folder, { recursive: true });
});
