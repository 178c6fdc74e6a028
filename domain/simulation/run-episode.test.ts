import { policyNames } from '../policies/policy-names';
import type { EpisodeSetting } from './episode';
import { ownPlayer } from './own-player';
import type { Move } from './play-episode';
import { type ChooseMove, type Player, runDistantEpisode, runEpisode } from './run-episode';
import { personaWith } from './test-support/made-persona';

const setting: EpisodeSetting = { steps: 50, tips: 4, profiles: 'by-kind' };
const name = (policy: (typeof policyNames)[number], seed = 0) => ({ persona: 'made', policy, seed });

/** A player that writes down what it is asked. */
function watched(player: Player) {
	const moves: Move[] = [];
	const watching: Player = {
		choose: (asked) => {
			moves.push(asked);
			return player.choose(asked);
		},
		reward: (given) => {
			moves.push(given);
			player.reward(given);
		},
	};
	return { player: watching, moves, asked: () => moves.filter((each): each is ChooseMove => each.move === 'choose') };
}

test.each(policyNames)(
	'%s: the same episode twice is the same, and over a distance too, to the last bit',
	async (policy) => {
		const persona = personaWith();
		const near = runEpisode(persona, name(policy), setting, ownPlayer(policy, 'sim:a/made/0'));
		expect(runEpisode(persona, name(policy), setting, ownPlayer(policy, 'sim:a/made/0'))).toEqual(near);
		const far = ownPlayer(policy, 'sim:a/made/0');
		const overTheWire = {
			choose: async (asked: ChooseMove) => far.choose(JSON.parse(JSON.stringify(asked))),
			reward: async (given: Parameters<Player['reward']>[0]) => far.reward(JSON.parse(JSON.stringify(given))),
		};
		expect(await runDistantEpisode(persona, name(policy), setting, overTheWire)).toEqual(near);
	},
);

test('all policies meet the same moments and tips, and another seed others', () => {
	const met = (policy: (typeof policyNames)[number], seed: number) => {
		const { player, asked } = watched(ownPlayer(policy, `sim:a/made/${seed}`));
		runEpisode(personaWith(), name(policy, seed), setting, player);
		return asked().map(({ moment, tips }) => ({ moment, tips }));
	};
	const first = met('fixed', 0);
	expect(first).toHaveLength(50);
	for (const policy of policyNames) expect(met(policy, 0)).toEqual(first);
	expect(met('fixed', 1)).not.toEqual(first);
});

test('what a tip brings hangs on the tip alone, not on what was chosen before', () => {
	const outcomes = (choose: (step: number) => number) => {
		const given: number[] = [];
		let step = -1;
		const player: Player = {
			choose: () => {
				step += 1;
				return choose(step);
			},
			reward: ({ reward }) => given.push(reward),
		};
		runEpisode(personaWith({ answers: 'graded' }), name('fixed'), setting, player);
		return given;
	};
	const [zeros, threes] = [outcomes(() => 0), outcomes(() => 3)];
	expect(outcomes((step) => (step < 20 ? 3 : 0))).toEqual([...threes.slice(0, 20), ...zeros.slice(20)]);
	expect(zeros).not.toEqual(threes);
});

test('a profile for all tips is the same for each, and one by kind is not', () => {
	const told = (profiles: EpisodeSetting['profiles']) => {
		const { player, asked } = watched(ownPlayer('egreedy-v2', 'u'));
		runEpisode(personaWith(), name('egreedy-v2'), { ...setting, profiles }, player);
		return asked().map((each) => each.profiles);
	};
	const [first, second, ...later] = told('by-kind');
	expect([first, second !== null]).toEqual([null, true]);
	expect(later.at(-1)).toEqual({ by_kind: { focus: expect.anything(), chores: expect.anything() } });
	expect(told('one-for-all').at(-1)).toEqual({ all: expect.objectContaining({ tips: 49 }) });
});

test('a known user begins with the profile that the file tells', () => {
	const begin = {
		focus: { completion_rate: 0.5, dismiss_rate: 0.2, mean_dwell_seconds: 90, preferred_hour: 23, tips: 1_000 },
	};
	const { player, asked } = watched(ownPlayer('egreedy-v2', 'u'));
	runEpisode(personaWith({ begin }), name('egreedy-v2'), setting, player);
	const told = asked()[0]?.profiles;
	if (told == null || !('by_kind' in told)) throw new Error('nothing was told by kind');
	const { focus, chores } = told.by_kind;
	expect(focus?.completion_rate).toBeCloseTo(0.5, 9);
	expect(focus).toMatchObject({ dismiss_rate: expect.closeTo(0.2, 9), mean_dwell_seconds: expect.closeTo(90, 9) });
	expect(focus?.preferred_hour).toBeCloseTo(23, 9);
	// Of the other kind nothing is known but the user's own mean.
	expect(chores).toMatchObject({ completion_rate: expect.closeTo(0.5, 9), tips: 0 });
});

test('the curve has twenty equal parts, whose mean is that of the episode, and fewer where there are fewer steps', () => {
	const of = (steps: number) =>
		runEpisode(personaWith(), name('random'), { ...setting, steps }, ownPlayer('random', 'u'));
	const { curve, mean_reward } = of(200);
	expect(curve).toHaveLength(20);
	expect(curve.reduce((sum, each) => sum + each, 0) / 20).toBeCloseTo(mean_reward, 12);
	expect([of(7).curve.length, of(21).curve.length]).toEqual([7, 20]);
});

test('who always chooses the best tip has no regret, and the worst is regretted most', () => {
	const persona = personaWith({ tastes: { good: { reward: 1 }, bad: { reward: 0 } } });
	const always = (kind: string): Player => ({
		choose: ({ tips }) =>
			Math.max(
				0,
				tips.findIndex((tip) => tip.kind === kind),
			),
		reward: () => undefined,
	});
	const good = runEpisode(persona, name('fixed'), setting, always('good'));
	const bad = runEpisode(persona, name('fixed'), setting, always('bad'));
	expect(good.mean_regret).toBe(0);
	expect(bad.mean_regret + bad.mean_reward).toBeCloseTo(good.mean_reward, 12);
	expect(bad.mean_regret).toBeGreaterThan(0.5);
});

test.each([-1, 4, 0.5, Number.NaN])('a choice of %p is refused', (choice) => {
	const player = { choose: () => choice, reward: () => undefined };
	expect(() => runEpisode(personaWith(), name('fixed'), setting, player)).toThrow(/there is no tip/);
});
