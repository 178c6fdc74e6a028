import type { Serving, ShadowCost, Tail } from '../sections/serving';
import { atMost, exactly, type PerfTarget } from './bounds';
import type { Grid } from './grid';
import { digits, grouped, megabytes } from './numbers';

/** What serving policies takes. */
export function servingGrid(serving: Serving): Grid {
	const { users, tips, rates, times, memory, bytesOfUser, shadows } = serving;
	const [choices, rewards] = rates;
	return {
		title: 'Serving policies',
		head: ['', ''],
		rows: [
			[`${choices} choices a second among ${tips} tips: p50 / p99 / largest, ms`, tail(times.choices)],
			[`${rewards} rewards a second beside them: p50 / p99 / largest, ms`, tail(times.rewards)],
			['of them failed', String(failures(serving))],
			[
				`memory at ${grouped(users / 10)} users, at ${grouped(users)}, after the requests, MB`,
				memory.map(megabytes).join(', '),
			],
			['on disk for a user with one decision and its reward, kB', digits(bytesOfUser / 1000)],
			...shadows.map((each) => [
				`a shadow that is ${each.is}: p50 / p99 without it, with it, ms`,
				`${shares(each.without.choices)}, ${shares(each.with.choices)}`,
			]),
		],
		notes: [],
	};
}

/** What serving is held to. */
export function servingTargets(serving: Serving): PerfTarget[] {
	const { users, rates, times, memory, bytesOfUser, shadows } = serving;
	if (times.choices === null) return [];
	return [
		atMost(`a choice at ${rates[0]} a second, p50`, 1, times.choices.p50, ' ms'),
		atMost(`a choice at ${rates[0]} a second, p99`, 5, times.choices.p99, ' ms'),
		exactly('of them failed', 0, [failures(serving)]),
		atMost(`memory at ${grouped(users)} users, in times of that at a tenth`, 1.2, memory[1] / memory[0]),
		atMost('on disk for a user', 10, bytesOfUser / 1000, ' kB'),
		...shadows.map((each) =>
			atMost(`what a shadow that is ${each.is} changes of a choice, p50`, 1, changedMs(each), ' ms'),
		),
	];
}

/** Also where it was less: on a machine that does something else too, neither says anything. */
function changedMs({ without, with: and }: ShadowCost): number {
	return Math.abs((and.choices?.p50 ?? Number.NaN) - (without.choices?.p50 ?? Number.NaN));
}

function failures({ times, shadows }: Serving): number {
	return shadows.reduce((sum, each) => sum + each.without.failed + each.with.failed, times.failed);
}

function tail(of: Tail): string {
	return of === null ? '–' : [of.p50, of.p99, of.largest].map(digits).join(' / ');
}

function shares(of: Tail): string {
	return of === null ? '–' : [of.p50, of.p99].map(digits).join(' / ');
}
