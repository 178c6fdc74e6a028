import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import quantileOfNormal from '@stdlib/stats-base-dists-normal-quantile';
import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import { clusteredInterval } from '../../ranking/agreement/clustered-mean';
import { estimatesOf } from './estimates';
import { byLeavingOut, type LogSums } from './jackknife';

// Numbers of vw-estimators, made by test/references/policies.py; rows are (logged propensity, reward, target's propensity).

interface References {
	estimates: {
		name: string;
		rows: [number, number, number][];
		ips: number;
		snips: number;
		low: number;
		high: number;
	}[];
}

const file = join(__dirname, '../../../test/references/policies.json');
const { estimates }: References = JSON.parse(readFileSync(file, 'utf8'));

const byDecisions = ({ decisions }: LogSums) => decisions;

test.each(estimates)('vw-estimators: $name', ({ rows, ips, snips, low, high }) => {
	// Each decision is a user's own, as vw-estimators takes them.
	const users = rows.map(sumsOf);
	const found = byLeavingOut(users, { of: (sums) => sums.weighted_reward / sums.decisions, share: byDecisions }).value;
	expect(found?.value).toBeCloseTo(ips, 9);
	// Theirs is the normal's interval, ours Student's.
	const wider = quantileOfT(0.975, rows.length - 1) / quantileOfNormal(0.975, 0, 1);
	expect((found?.high ?? 0) - (found?.low ?? 0)).toBeCloseTo((high - low) * wider, 9);
	const weighted = (sums: LogSums) => sums.weighted_reward / sums.weight;
	expect(byLeavingOut(users, { of: weighted, share: byDecisions }).value?.value).toBeCloseTo(snips, 9);
});

test('the interval of a self-normalised estimate is that of a clustered mean', () => {
	const rows = estimates.find(({ name }) => name === 'drawn')?.rows ?? [];
	const users = Array.from({ length: 20 }, (_none, user) => rows.filter((_row, at) => at % 20 === user).map(sumsOf));
	const runs = rows.map(([logged, value, target], at) => ({ scenario: `${at % 20}`, value, weight: target / logged }));
	const sums = users.map((own) => own.reduce(plus));
	const { value } = byLeavingOut(sums, {
		of: (each) => each.weighted_reward / each.weight,
		share: (each) => each.weight,
	});
	const theirs = clusteredInterval(runs);
	expect(value?.low).toBeCloseTo(theirs.low as number, 12);
	expect(value?.high).toBeCloseTo(theirs.high as number, 12);
	expect(value?.value).toBeCloseTo(theirs.value as number, 12);
});

test('the target that is the logger has the mean reward, and is better by nothing', () => {
	const rows = estimates.find(({ name }) => name === 'drawn')?.rows ?? [];
	const users = rows.map(([logged, reward]) => sumsOf([logged, reward, logged]));
	const mean = rows.reduce((sum, [, reward]) => sum + reward, 0) / rows.length;
	const { value } = estimatesOf(users);
	expect(value?.ips.value).toBeCloseTo(mean, 12);
	expect(value?.snips).toEqual(value?.ips);
	expect(value?.better_by.value).toBeCloseTo(0, 12);
});

function sumsOf([logged, reward, target]: readonly [number, number, number]): LogSums {
	const weight = target / logged;
	return { decisions: 1, weight, weight_squared: weight ** 2, weighted_reward: weight * reward, reward };
}

function plus(one: LogSums, other: LogSums): LogSums {
	const keys = Object.keys(one) as (keyof LogSums)[];
	return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as unknown as LogSums;
}
