import { eventStream } from './event-stream';
import type { FeedEvent, Poller } from './poller';

const event = (id: string, isLast = false): FeedEvent => ({ id, data: `{"is":"${id}"}`, isLast });

function fakePoller() {
	let tell: (event: FeedEvent) => void = () => {};
	let current: FeedEvent | undefined;
	let watched = 0;
	const poller: Poller = {
		current: async () => current ?? event('none'),
		watch: (listener) => {
			watched += 1;
			tell = listener;
			if (current !== undefined) listener(current);
			return () => {
				watched -= 1;
			};
		},
		close: () => {},
	};
	return {
		poller,
		watched: () => watched,
		say: (next: FeedEvent) => {
			current = next;
			tell(next);
		},
	};
}

function open(options: { lastEventId?: string; commentMs?: number; patienceMs?: number } = {}) {
	const source = fakePoller();
	const ended: string[] = [];
	const stream = eventStream(source.poller, {
		...{ commentMs: 60_000, patienceMs: 120_000, ...options },
		onEnd: (why) => ended.push(why),
	});
	const reader = stream.body.getReader();
	const read = async () => {
		const { value, done } = await reader.read();
		return done ? null : new TextDecoder().decode(value);
	};
	return { ...source, stream, reader, read, ended };
}

test('a viewer is sent what is known, and then every change', async () => {
	const { read, say } = open();
	expect(await read()).toBe('retry: 3000\n\n');
	say(event('a'));
	expect(await read()).toBe('id: a\nevent: status\ndata: {"is":"a"}\n\n');
	const next = read();
	say(event('b'));
	expect(await next).toContain('id: b');
});

test('who comes back with the id of what is known is sent nothing until it changes, and then may be sent it again', async () => {
	const { read, say } = open({ lastEventId: 'a' });
	await read();
	const next = read();
	say(event('a'));
	say(event('b'));
	expect(await next).toContain('id: b');
	say(event('a'));
	expect(await read()).toContain('id: a');
});

test('one event is held for a viewer that reads slowly: the newest', async () => {
	const { read, say } = open();
	await read();
	for (const id of ['a', 'b', 'c']) say(event(id));
	expect(await read()).toContain('id: c');
});

test('a change that is taken back before it is read is none', async () => {
	const { read, say } = open();
	await read();
	say(event('a'));
	await read();
	say(event('b'));
	say(event('a'));
	const next = read();
	say(event('c'));
	expect(await next).toContain('id: c');
});

test('it ends with the bench, and says so', async () => {
	const { read, say, ended, watched } = open();
	await read();
	say(event('z', true));
	expect(await read()).toBe('id: z\nevent: status\ndata: {"is":"z"}\n\nevent: end\ndata: {}\n\n');
	expect(await read()).toBeNull();
	expect({ ended, watched: watched() }).toEqual({ ended: ['over'], watched: 0 });
});

test('a comment comes now and then; who takes nothing is dropped', async () => {
	const { read, ended, watched } = open({ commentMs: 10, patienceMs: 35 });
	await read();
	expect(await read()).toBe(': still here\n\n');
	expect(await read()).toBe(': still here\n\n');
	await new Promise((resolve) => setTimeout(resolve, 120));
	expect({ ended, watched: watched() }).toEqual({ ended: ['slow'], watched: 0 });
	expect(await read()).toBeNull();
});

test('who leaves is forgotten, whether it was waiting or not', async () => {
	for (const isWaiting of [true, false]) {
		const { read, reader, ended, watched } = open();
		await read();
		const next = isWaiting ? read() : null;
		await reader.cancel();
		await next;
		expect({ ended, watched: watched() }).toEqual({ ended: ['left'], watched: 0 });
	}
});
