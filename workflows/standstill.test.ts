import { oldestOf } from './standstill';

test('what has waited longest is looked at, and where nothing is waited for any longer nothing is', () => {
	const [young, old] = [
		{ line: null, since: 7 },
		{ line: 'gpu', since: 3 },
	] as const;
	expect(oldestOf([young, old])).toBe(old);
	expect(oldestOf([old, { ...old }])).toBe(old);
	// A fault run met this: what was waited for had ended between two steps, and the workflow stood still for ever.
	expect(oldestOf([])).toBeUndefined();
});
