import {
	ask,
	freeLease,
	giveBack,
	grantNext,
	isContested,
	keepHeld,
	type Lease,
	mostPassedOver,
	mostWaiting,
	takeBack,
	use,
} from './lease';
import { type LeaseRequest, leaseRequestSchema } from './lease-messages';

const model = (name: string) => ({ name, digest: `digest-${name}`, ollama_url: 'http://gpu-one' });
const request = (workflow: string, wants: string[], number = 1) => ({
	workflow,
	run: `run-${workflow}`,
	number,
	wants: wants.map(model),
});
const from = (workflow: string, number = 1) => ({ workflow, run: `run-${workflow}`, number });

/** What comes of granting again and again, each holder leaving its model and wanting `again` at once. */
function serve(lease: Lease, rounds: number, again: (workflow: string) => string[]): string[] {
	const served: string[] = [];
	let at = lease;
	for (let round = 0; round < rounds; round += 1) {
		const granted = grantNext(at, round);
		if (granted === null) break;
		const { workflow, number } = granted.holder;
		served.push(`${workflow}:${granted.holder.model.name}`);
		const wants = again(workflow);
		const next = wants.length === 0 ? {} : { next: request(workflow, wants, number + 1) };
		at = giveBack(granted, { ...from(workflow, number), ran: granted.holder.model, ...next }, round);
	}
	return served;
}

test('a free GPU goes to the head of the line, which is told what it wants first', () => {
	const lease = ask(ask(freeLease, request('one', ['a', 'b']), 5), request('two', ['b']), 6);
	const granted = grantNext(lease, 7);
	expect(granted).toMatchObject({ holder: { workflow: 'one', model: model('a'), since: 7 } });
	expect(granted?.waiting.map(({ workflow }) => workflow)).toEqual(['two']);
	expect(grantNext(granted as Lease, 8)).toBeNull();
	expect(grantNext(freeLease, 8)).toBeNull();
});

test('two benches that want the same models load each once between them', () => {
	const left: Record<string, string[]> = { one: ['a', 'b', 'c'], two: ['a', 'b', 'c'] };
	const run = (lease: Lease) => {
		const order: string[] = [];
		let at = lease;
		for (let granted = grantNext(at, 0); granted !== null; granted = grantNext(at, 0)) {
			const { workflow, number, model: ran } = granted.holder;
			order.push(ran.name);
			left[workflow] = (left[workflow] ?? []).filter((name) => name !== ran.name);
			const next = left[workflow]?.length ? { next: request(workflow, left[workflow] as string[], number + 1) } : {};
			at = giveBack(granted, { ...from(workflow, number), ran, ...next }, 0);
		}
		return order;
	};
	const order = run(ask(ask(freeLease, request('one', ['a', 'b', 'c']), 0), request('two', ['a', 'b', 'c']), 0));
	expect(order).toHaveLength(6);
	const loads = order.filter((name, at) => name !== order[at - 1]);
	expect([...loads].sort()).toEqual(['a', 'b', 'c']);
});

test('who wants the resident model goes first, but passes the head over a bounded number of times', () => {
	const resident = { ...freeLease, resident: model('a') };
	const lease = ask(ask(resident, request('patient', ['b']), 0), request('greedy', ['a']), 0);
	const served = serve(lease, mostPassedOver + 2, (workflow) => (workflow === 'greedy' ? ['a'] : []));
	expect(served.slice(0, mostPassedOver)).toEqual(Array(mostPassedOver).fill('greedy:a'));
	expect(served[mostPassedOver]).toBe('patient:b');
});

test('asking twice keeps the place; what is wanted is the newest', () => {
	let lease = ask(ask(freeLease, request('one', ['a', 'b']), 1), request('two', ['a']), 2);
	lease = ask(lease, request('one', ['b'], 1), 60);
	expect(lease.waiting).toMatchObject([{ workflow: 'one', since: 1, wants: [model('b')] }, { workflow: 'two' }]);
});

test('a holder that asks never heard its grant: it is granted anew, before all others', () => {
	let lease: Lease = ask(ask(freeLease, request('one', ['a']), 1), request('two', ['a']), 2);
	lease = grantNext(lease, 3) as Lease;
	const again = grantNext(ask(lease, request('one', ['a'], 2), 4), 5);
	expect(again?.holder).toMatchObject({ workflow: 'one', number: 2 });
	expect(again?.waiting.map(({ workflow }) => workflow)).toEqual(['two']);
});

test('giving back frees the GPU and says what is resident; from others it only takes them out of the line', () => {
	const held = grantNext(ask(freeLease, request('one', ['a']), 1), 2) as Lease;
	const waited = ask(held, request('two', ['b']), 3);
	expect(giveBack(waited, { ...from('two'), ran: null }, 4)).toEqual(held);
	expect(giveBack(held, { ...from('stranger'), ran: model('b') }, 4)).toEqual(held);
	expect(giveBack(held, { ...from('one'), ran: model('a') }, 4)).toEqual({ ...freeLease, resident: model('a') });
	const later = { ...from('one'), run: 'another-run', ran: null };
	expect(giveBack(held, later, 4)).toEqual(held);
	expect(giveBack(held, { ...from('one', 0), ran: null }, 4)).toEqual(held);
});

test('a holder that ran nothing changes nothing in memory', () => {
	const lease = { ...ask(freeLease, request('one', ['a']), 1), resident: model('b') };
	const held = grantNext(lease, 2) as Lease;
	expect(giveBack(held, { ...from('one'), ran: null }, 3).resident).toEqual(model('b'));
});

test('a holder may run another model than was proposed', () => {
	const held = grantNext(ask(freeLease, request('one', ['a', 'b']), 1), 2) as Lease;
	expect(use(held, { ...from('one'), model: model('b') })).toMatchObject({ holder: { model: model('b') } });
	expect(use(held, { ...from('two'), model: model('b') })).toBe(held);
});

test('a request that a later one has overtaken changes nothing, whether that one waits or holds', () => {
	const waits = ask(freeLease, request('one', ['b'], 2), 1);
	expect(ask(waits, request('one', ['a'], 1), 2)).toBe(waits);
	const holds = grantNext(waits, 3) as Lease;
	expect(ask(holds, request('one', ['a'], 1), 4)).toBe(holds);
});

test('a dead holder loses the GPU, but not to a check that is late', () => {
	const held = grantNext(ask(freeLease, request('one', ['a']), 1), 2);
	if (held === null) throw new Error('nobody was granted');
	expect(takeBack(held, held.holder, true)).toEqual({ ...freeLease, resident: model('a') });
	expect(takeBack(held, held.holder, false)).toEqual(freeLease);
	const other = { ...held, holder: { ...held.holder, workflow: 'two' } };
	expect(takeBack(other, held.holder, true)).toEqual(other);
});

test('a holder whose bench was started again is contested; the run that still runs keeps the GPU', () => {
	const held = grantNext(ask(freeLease, request('one', ['a']), 1), 2);
	if (held === null) throw new Error('nobody was granted');
	const contested = ask(ask(held, request('two', ['b']), 3), { ...request('one', ['a']), run: 'another-run' }, 4);
	expect(isContested(ask(held, request('two', ['b']), 3))).toBe(false);
	expect(isContested(contested)).toBe(true);
	expect(keepHeld(contested, held.holder)).toEqual(ask(held, request('two', ['b']), 3));
	const ended = takeBack(contested, held.holder, true);
	expect(keepHeld(ended, held.holder)).toBe(ended);
	expect(grantNext(takeBack(contested, held.holder, true), 5)?.holder).toMatchObject({
		workflow: 'one',
		run: 'another-run',
	});
});

test('who asks with a higher priority goes before all others, whatever is resident; equals keep their order', () => {
	const ranked = (workflow: string, priority: number, wants = ['a']): LeaseRequest => ({
		...request(workflow, wants),
		priority,
	});
	let lease: Lease = { ...freeLease, resident: model('a') };
	for (const each of [
		ranked('low', -1),
		request('usual', ['a']),
		ranked('high', 5, ['b']),
		ranked('high-2', 5, ['b']),
	]) {
		lease = ask(lease, each, 0);
	}
	expect(serve(lease, 9, () => [])).toEqual(['high:b', 'high-2:b', 'usual:a', 'low:a']);
});

test('a flood of requests stays bounded, and those who wait keep their places', () => {
	let lease: Lease = freeLease;
	for (let at = 0; at < mostWaiting + 10; at += 1) lease = ask(lease, request(`bench-${at}`, ['a']), at);
	expect(lease.waiting).toHaveLength(mostWaiting);
	expect(lease.waiting[0]?.workflow).toBe('bench-0');
});

const run = '0195b7a4-7c3e-7a51-b3a7-0d4f8c1f2a10';

test.each([
	['a usual one', 'tips-1', run, true],
	['one with slashes', 'a/b', run, true],
	['one without an id', '', run, false],
	['an id that Temporal would refuse as too long', 'é'.repeat(501), run, false],
	['a run that is none', 'tips-1', 'run-one', false],
])('a request is read only where Temporal can signal who sent it: %s', (_name, workflow, of, readable) => {
	expect(leaseRequestSchema.safeParse({ ...request(workflow, ['a']), run: of }).success).toBe(readable);
});

test.each([
	[{}, true],
	[{ priority: -100, longest_ms: 1_000 }, true],
	[{ priority: 1e9 }, false],
	[{ priority: 0.5 }, false],
	[{ priority: 'high' }, false],
	[{ longest_ms: 0 }, false],
	[{ longest_ms: 1e12 }, false],
])('what a request adds is bounded: %j', (more, readable) => {
	expect(leaseRequestSchema.safeParse({ ...request('tips-1', ['a']), run, ...more }).success).toBe(readable);
});
