import { type EpisodeTable, partsOf, summariesOf } from './read-table';

const [one, two] = ['b', 'a'].map((name) => ({ name, hash: `of ${name}` })) as [
	{ name: string; hash: string },
	{ name: string; hash: string },
];
const setting = { steps: 2, tips: 2, profiles: 'by-kind' } as const;

test('the same episodes are the same parts, in whatever order they were read', () => {
	const fixed = { policy: 'fixed' as const, rewards: [[0.1], [0.2]], regrets: [[0], [0]], curves: [] };
	const linucb = { policy: 'linucb' as const, rewards: [[0.3], [0.4]], regrets: [[0], [0]], curves: [] };
	const turned = (each: typeof fixed | typeof linucb) => ({ ...each, rewards: [...each.rewards].reverse() });
	const table: EpisodeTable = { setting, personas: [one, two], seeds: 1, policies: [fixed, linucb] };
	const other: EpisodeTable = { setting, personas: [two, one], seeds: 1, policies: [turned(linucb), turned(fixed)] };
	expect(partsOf(other)).toEqual(partsOf(table));
	expect(partsOf(table).map(({ policy, persona, rewards }) => [policy, persona.name, ...rewards])).toEqual([
		...[
			['linucb', 'a', 0.4],
			['linucb', 'b', 0.3],
		],
		...[
			['fixed', 'a', 0.2],
			['fixed', 'b', 0.1],
		],
	]);
});

test('a policy has the mean over the personas of the means over their seeds', () => {
	const fixed = {
		policy: 'fixed' as const,
		rewards: [
			[0, 1],
			[1, 1],
		],
		regrets: [
			[1, 0],
			[0, 0],
		],
		curves: [],
	};
	const table: EpisodeTable = { setting, personas: [one, two], seeds: 2, policies: [fixed] };
	expect(summariesOf(table)).toEqual([{ policy: 'fixed', episodes: 4, mean_reward: 0.75, mean_regret: 0.25 }]);
});
