import { gateSchema } from './gate-config';
import { rubricLacks } from './gate-faults';

const rubric = {
	...{ name: 'short', dimensions: [{ name: 'tone', min: -2, max: 2 }], flags: [{ name: 'format_ok' }] },
	composite: { tone: 2, format_ok: 1 },
};
const faultsOf = (asked: object, by = rubric) => rubricLacks(gateSchema.parse({ baseline: 'a,v1', ...asked }), by);

test.each([
	['better_by', 9],
	['worst_scenario', 1e9],
])('%s %d is no margin on a scale of nine points', (key, value) => {
	expect(faultsOf({ [key]: value })).toEqual([`${key}: must be below 9, since composites of short lie from -4 to 5`]);
	expect(faultsOf({ [key]: 8.9 })).toEqual([]);
});

test('not_worse_by that allows anything is refused', () => {
	expect(faultsOf({ not_worse_by: 100, and: 'faster' })).toHaveLength(1);
	expect(faultsOf({ not_worse_by: 0, and: 'faster' })).toEqual([]);
});

test('a floor for a flag that the rubric does not have is refused', () => {
	expect(faultsOf({ least_format_ok: 0.9 })).toEqual([]);
	expect(faultsOf({ least_format_ok: 0.9 }, { ...rubric, flags: [] })[0]).toContain('no flag format_ok');
});
