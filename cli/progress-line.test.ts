import { initialStatus, type Status } from '../domain/bench/status';
import { duration, progressLine } from './progress-line';

const collecting: Status = {
	...initialStatus('tips'),
	phase: 'collecting',
	cells: { total: 10, done: 2, reused: 1, failed: 0 },
	seconds_left: 42,
};

test('a bench at work says how far it is, with which model, and how long it takes', () => {
	expect(progressLine({ ...collecting, models_at_work: ['a', 'b'] })).toBe(
		'collecting · 3/10 cells · 1 reused · at work: a, b · about 42 s left',
	);
});

test('a bench that waits for a GPU names it, and who holds it where that is known', () => {
	const waiting = { ...collecting, seconds_left: null, waiting_for: ['gpu', 'gpu-2'] };
	expect(progressLine(waiting, new Map([['gpu', 'other']]))).toBe(
		'collecting · 3/10 cells · 1 reused · waits for GPU gpu, held by other · waits for GPU gpu-2',
	);
});

test('a paused bench promises no end, and says while it still has a cell running', () => {
	expect(progressLine({ ...collecting, paused: true })).toBe('collecting · 3/10 cells · 1 reused · paused');
	expect(progressLine({ ...collecting, paused: true, models_at_work: ['a'] })).toBe(
		'collecting · 3/10 cells · 1 reused · at work: a · pauses after the running cell',
	);
});

test.each([
	[89, '89 s'],
	[90, '2 min'],
	[5_399, '90 min'],
	[5_400, '1.5 h'],
])('%d seconds are %s', (seconds, words) => expect(duration(seconds)).toBe(words));
