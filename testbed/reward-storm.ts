import { randomInt } from 'node:crypto';
import { type Decision, decisionSchema } from '../domain/policies/decision';
import { beginState, seenBy, statsOf, update } from '../domain/policies/policies';
import { askedOf, type ServingProcess, startServingProcess } from './serving-process';

/** What was seen of rewards that a process was killed in the middle of. */
export interface StormEnd {
	readonly kills: number;
	/** Rewards that were answered, before a kill or after. */
	readonly answered: number;
	/** Rewards that were answered, and were not there afterwards. */
	readonly lost: number;
	/** Rewards that were taken as new twice. */
	readonly doubled: number;
	/** Users whose weights are not those of a fresh fit to the log. */
	readonly wrongStates: number;
	/** Users whose count of rewards is not that of the log. */
	readonly wrongCounts: number;
	/** Taken, but not answered: the kill came between. */
	readonly takenUnanswered: number;
}

const [users, connections, tips] = [5, 8, 6];
const policy = 'egreedy-v2';

/**
 * Kills a process in the middle of so many rewards, starts another on what it left, and sends them all again; again and again.
 */
export async function stormOfRewards(stateDir: string, kills: number, rewards: number): Promise<StormEnd> {
	const seen = { answered: 0, lost: 0, doubled: 0, takenUnanswered: 0 };
	let serving = await startServingProcess(stateDir);
	for (let kill = 0; kill < kills; kill += 1) {
		const decisions = await decideAll(serving, kill, rewards);
		const answered = await rewardUntilKilled(serving, decisions, randomInt(1, rewards));
		serving = await startServingProcess(stateDir);
		await inParallel(decisions, async (decision, at) => {
			const { status, body } = await serving.post('/reward', given(decision, at));
			if (status !== 200) throw new Error(JSON.stringify(body));
			if (answered.has(decision) && body.is_new) seen.lost += 1;
			if (!answered.has(decision) && !body.is_new) seen.takenUnanswered += 1;
			seen.answered += 1;
		});
		await inParallel(decisions, async (decision, at) => {
			if ((await serving.post('/reward', given(decision, at))).body.is_new) seen.doubled += 1;
		});
	}
	const states = await compareStates(serving);
	await serving.stop();
	return { kills, ...seen, ...states };
}

function given(decision: string, at: number): object {
	return { decision, reward: (at % 11) / 10, outcome: { completed: at % 3 === 0, dwell_seconds: at % 90 } };
}

async function decideAll(serving: ServingProcess, round: number, count: number): Promise<string[]> {
	const decisions: string[] = [];
	const each = Array.from({ length: count }, (_none, at) => at);
	await inParallel(each, async (at) => {
		const asked = askedOf(`user ${at % users}`, tips, round * count + at);
		const { status, body } = await serving.post('/score/egreedy/v2', asked);
		if (status !== 200) throw new Error(JSON.stringify(body));
		decisions.push(body.decision);
	});
	return decisions;
}

/** @returns the decisions whose reward was answered */
async function rewardUntilKilled(serving: ServingProcess, decisions: readonly string[], after: number) {
	const answered = new Set<string>();
	let killed: Promise<void> | undefined;
	await inParallel(decisions, async (decision, at) => {
		if (killed !== undefined) return;
		const answer = await serving.post('/reward', given(decision, at)).catch(() => null);
		if (answer?.status === 200) answered.add(decision);
		if (answered.size >= after) killed ??= serving.kill();
	});
	await (killed ?? serving.kill());
	return answered;
}

async function inParallel<T>(all: readonly T[], work: (each: T, at: number) => Promise<void>): Promise<void> {
	let next = 0;
	const one = async () => {
		for (let at = next++; at < all.length; at = next++) await work(all[at] as T, at);
	};
	await Promise.all(Array.from({ length: connections }, one));
}

/** Whether each user's state is what the log's rewards make, fitted afresh. */
async function compareStates(serving: ServingProcess): Promise<Pick<StormEnd, 'wrongStates' | 'wrongCounts'>> {
	const { body } = await serving.get('/decisions/export');
	const log = String(body)
		.trim()
		.split('\n')
		.map((line) => decisionSchema.parse(JSON.parse(line)));
	let [wrongStates, wrongCounts] = [0, 0];
	for (let user = 0; user < users; user += 1) {
		const name = `user ${user}`;
		const own = log.filter((row): row is Decision & { reward: number } => row.user === name && row.reward !== null);
		const fresh = own.reduce(
			(state, row) => update(state, seenBy(policy, [row.contexts[row.chosen] as number[]])[0] as number[], row.reward),
			beginState(policy, name),
		);
		const stats = (await serving.get(`/stats/egreedy/v2?user=${encodeURIComponent(name)}`)).body;
		const { weights } = statsOf(fresh);
		if (weights.some((each, at) => Math.abs(each - stats.weights[at]) > 1e-9)) wrongStates += 1;
		if (stats.rewards !== own.length) wrongCounts += 1;
	}
	return { wrongStates, wrongCounts };
}
