import type { ConfigKeysAnswer, FormKey } from '../../api/answers';
import { type Filled, inputOf } from '../run/commands';
import { groupsOf, type KeyGroup } from '../run/groups';

/** In the form the keys of a night stand beside those of its bench, under names of their own. */
const nightPrefix = 'nightly.';

const cronKey: FormKey = {
	...{ key: 'cron', type: 'text', default: '0 2 * * *' },
	meaning: 'when, as cron has it: minute, hour, day, month, weekday; in the time zone',
};

/** The groups of the form: when, what each night is compared with, and its bench. */
export function scheduleGroups({ bench, nightly }: Pick<ConfigKeysAnswer, 'bench' | 'nightly'>): KeyGroup[] {
	const nightKeys = nightly.map((each) => ({ ...each, key: nightPrefix + each.key }));
	return [{ title: 'Every night', keys: [cronKey, ...nightKeys], isOpen: true }, ...groupsOf(bench)];
}

/**
 * What the form begins with.
 * @param like what a bench was given; empty for none
 * @param from its experiment: what nights are compared with
 */
export function scheduleStart(like: Filled, from: string, timeZone: string): Filled {
	const named = from === '' ? {} : { experiment: `${from}-nightly`, [`${nightPrefix}baseline_experiment`]: from };
	return { ...like, ...named, [`${nightPrefix}time_zone`]: timeZone };
}

/** What is sent. */
export function scheduleInput(filled: Filled): Record<string, unknown> {
	const isOf = (key: string) => (key === 'cron' ? 'cron' : key.startsWith(nightPrefix) ? 'night' : 'bench');
	const part = (of: string) => Object.fromEntries(Object.entries(filled).filter(([key]) => isOf(key) === of));
	const night = Object.entries(part('night')).map(([key, value]) => [key.slice(nightPrefix.length), value]);
	return {
		...inputOf(part('cron')),
		bench: { ...inputOf(part('bench')), nightly: inputOf(Object.fromEntries(night)) },
	};
}
