import type { Policies } from '../sections/policies';
import { policiesGrid, policiesTargets } from './policies-grid';

const policies: Policies = {
	...{ episodes: 10_000, setting: { steps: 200, tips: 8, profiles: 'by-kind' }, episodesSeconds: [70, 20, 30] },
	...{ ourStepUs: [10, 20, 30], mabwiserStepUs: [100, 100, 5] },
};

test('the ratio is of each round, and its median counts', () => {
	expect(policiesGrid(policies).rows.map(([, value]) => value)).toEqual([
		'30.0 s (20.0 s–70.0 s)',
		'20.0 µs (10.0 µs–30.0 µs)',
		'100 µs (5.00 µs–100 µs)',
		'0.200',
	]);
	expect(policiesTargets(policies)).toMatchObject([{ reached: true }, { measured: '0.20', reached: true }]);
	expect(policiesTargets({ ...policies, episodesSeconds: [61], ourStepUs: [310, 320, 1] })).toMatchObject([
		{ measured: '61.0 s', reached: false },
		{ measured: '3.10', reached: false },
	]);
});
