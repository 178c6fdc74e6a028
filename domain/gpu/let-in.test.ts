import { ask, freeLease, giveBack, grantNext, type Lease } from './lease';
import type { LeaseRequest } from './lease-messages';
import { mustLetIn, notedLetIn, usualLongestMs } from './let-in';

const model = (name: string) => ({ name, digest: `digest-${name}`, ollama_url: 'http://gpu-one' });
const request = (workflow: string, wants: string[], number = 1) => ({
	workflow,
	run: `run-${workflow}`,
	number,
	wants: wants.map(model),
});
const from = (workflow: string, number = 1) => ({ workflow, run: `run-${workflow}`, number });

/** Who gets the GPU, and for what, where each gives it back for good. */
function served(lease: Lease): string[] {
	const granted = grantNext(lease, 0);
	if (granted === null) return [];
	const { workflow, number, model: ran } = granted.holder;
	return [`${workflow}:${ran.name}`, ...served(giveBack(granted, { ...from(workflow, number), ran }, 0))];
}

const longest = 1_000;
const heldBy = (holder: LeaseRequest, ...others: LeaseRequest[]) =>
	others.reduce((lease, each) => ask(lease, each, 10), grantNext(ask(freeLease, holder, 0), 0) as Lease);

test.each([
	['nobody waits', heldBy(request('one', ['a'])), false],
	['an equal waits', heldBy(request('one', ['a']), request('two', ['b'])), true],
	['a higher one waits', heldBy(request('one', ['a']), { ...request('two', ['b']), priority: 1 }), true],
	['a lower one waits', heldBy(request('one', ['a']), { ...request('two', ['b']), priority: -1 }), false],
	['a lower one than it waits', heldBy({ ...request('one', ['a']), priority: 3 }, request('two', ['b'])), false],
])('a holder lets others in after its longest time, and not before: %s', (_what, lease, letsIn) => {
	expect(mustLetIn(lease, longest - 1, longest)).toBe(false);
	expect(mustLetIn(lease, longest, longest)).toBe(letsIn);
});

test('a holder that named a longest time of its own keeps to that', () => {
	const lease = heldBy({ ...request('one', ['a']), longest_ms: 5_000 }, request('two', ['b']));
	expect([4_999, 5_000].map((now) => mustLetIn(lease, now, longest))).toEqual([false, true]);
	expect(mustLetIn(heldBy(request('one', ['a']), request('two', ['b'])), usualLongestMs, usualLongestMs)).toBe(true);
});

test('a holder is asked once, and again only when a cell would long be over', () => {
	const lease = notedLetIn(heldBy(request('one', ['a']), request('two', ['b'])), longest);
	expect([longest + 1, longest + 60_000].map((now) => mustLetIn(lease, now, longest))).toEqual([false, false]);
	expect(mustLetIn(lease, longest + 3_600_000, longest)).toBe(true);
	expect(notedLetIn(freeLease, 1)).toBe(freeLease);
	expect(mustLetIn(freeLease, 1e9, longest)).toBe(false);
});

test('a holder that let others in comes after them, though its model is in memory, and before who came since', () => {
	const lease = notedLetIn(heldBy(request('one', ['a']), request('two', ['b']), request('three', ['c'])), longest);
	const next = request('one', ['a'], 2);
	let given = giveBack(lease, { ...from('one'), ran: model('a'), next }, longest);
	given = ask(given, request('four', ['d']), longest);
	expect(served(given)).toEqual(['two:b', 'three:c', 'one:a', 'four:d']);
	const unasked = giveBack(
		heldBy(request('one', ['a']), request('two', ['b'])),
		{ ...from('one'), ran: model('a'), next },
		20,
	);
	expect(served(unasked)).toEqual(['one:a', 'two:b']);
});

test('a holder that has the GPU again has its whole time again', () => {
	const lease = notedLetIn(heldBy(request('one', ['a']), request('two', ['b'])), longest);
	const given = giveBack(lease, { ...from('one'), ran: model('a'), next: request('one', ['a'], 2) }, longest);
	const second = grantNext(given, longest) as Lease;
	const back = giveBack(second, { ...from('two'), ran: model('b') }, longest + 1);
	const again = ask(grantNext(back, longest + 1) as Lease, request('two', ['b'], 2), longest + 2);
	expect(again.holder).toMatchObject({ workflow: 'one', number: 2, since: longest + 1 });
	expect(again.holder).not.toHaveProperty('asked_to_let_in');
	expect([longest * 2, longest * 2 + 1].map((now) => mustLetIn(again, now, longest))).toEqual([false, true]);
});
