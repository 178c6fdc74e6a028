import { initialNightStatus } from '../contracts/nightly';
import { nightDetails } from './night-details';

const night = { ...initialNightStatus(), experiment: 'tips-2026-11-26', baseline_experiment: 'tips-1' };

test('what a night shows says the alarm first, and why', () => {
	const worse = { ...night, phase: 'done', verdict: 'worse', worse: ['a × v1'], reasons: ['a × v1 is −3.00'] } as const;
	expect(nightDetails({ ...worse, worse: [...worse.worse], reasons: [...worse.reasons] })).toBe(
		'**tips-2026-11-26**: **ALARM**, 1 row worse than in tips-1\n\n- a × v1 is −3.00',
	);
	expect(nightDetails({ ...night, phase: 'done', verdict: 'no alarm' })).toBe(
		'**tips-2026-11-26**: no alarm beside tips-1',
	);
	expect(nightDetails({ ...night, phase: 'done', verdict: 'unclear' })).toMatch(/unclear beside tips-1$/);
});

test('it says where a night is, before it has a name too, and nothing in a name is more than text', () => {
	expect(nightDetails(initialNightStatus())).toBe('**this night**: planning');
	expect(nightDetails({ ...night, phase: 'benching' })).toMatch(/its bench runs; then it is compared with tips-1$/);
	expect(nightDetails({ ...night, phase: 'comparing' })).toMatch(/being compared with tips-1$/);
	expect(nightDetails({ ...night, phase: 'failed', experiment: '[x](y)' })).not.toContain('[x](y)');
});
