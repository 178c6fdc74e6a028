import { scheduleGroups, scheduleInput, scheduleStart } from './schedule-fields';

test('a schedule like a bench is compared with it, in the zone of whoever makes it', () => {
	const filled = scheduleStart({ experiment: 'tips-again', models: 'a:1b' }, 'tips', 'Europe/Berlin');
	expect(scheduleInput({ ...filled, 'nightly.margin': '', cron: '0 3 * * *' })).toEqual({
		cron: '0 3 * * *',
		bench: {
			...{ experiment: 'tips-nightly', models: 'a:1b' },
			nightly: { baseline_experiment: 'tips', time_zone: 'Europe/Berlin' },
		},
	});
	expect(scheduleInput(scheduleStart({}, '', 'UTC'))).toEqual({ bench: { nightly: { time_zone: 'UTC' } } });
});

test('the keys of a night have names of their own, beside those of its bench', () => {
	const key = (name: string) => ({ key: name, type: 'text' as const, meaning: '' });
	const groups = scheduleGroups({ bench: [key('alpha')], nightly: [key('alpha')] });
	const keys = groups.flatMap((group) => group.keys.map((each) => each.key));
	expect(keys).toEqual(['cron', 'nightly.alpha', 'alpha']);
});
