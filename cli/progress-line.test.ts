import { initialStatus, type Status } from '../domain/bench/status';
import { duration, progressLine } from './progress-line';

const collecting: Status = {
	...initialStatus('tips'),
	phase: 'collecting',
	cells: { total: 10, done: 2, reused: 1, failed: 0, invalid: 0 },
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

test('a bench that stands still says what, since when and how often it was tried, and promises no end', () => {
	const trouble = {
		...{ what: 'recording answers (m:1b)', code: 'MlflowRefused', why: 'HTTP 401', tries: 7 },
		...{ since: '2026-11-26T12:03:04.000Z', remedy: 'Set the credentials.' },
	};
	const line = 'collecting · 3/10 cells · 1 reused';
	expect(progressLine({ ...collecting, troubles: [trouble] })).toBe(
		`${line} · recording answers (m:1b) stands still since 2026-11-26 12:03:04 UTC, tried 7 times: MlflowRefused`,
	);
	const others = [{ ...trouble, code: null, tries: 1 }, trouble, trouble];
	expect(progressLine({ ...collecting, troubles: others })).toMatch(/tried once: an unexpected failure, and 2 more$/);
});

test('cells that failed and are invalid are counted', () => {
	const cells = { ...collecting.cells, failed: 2, invalid: 1 };
	expect(progressLine({ ...collecting, cells })).toContain('3/10 cells · 1 reused · 2 failed · 1 invalid');
});

test.each([
	[89, '89 s'],
	[90, '2 min'],
	[5_399, '90 min'],
	[5_400, '1.5 h'],
])('%d seconds are %s', (seconds, words) => expect(duration(seconds)).toBe(words));
