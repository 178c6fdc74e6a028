import { type Claim, see, succeeded, type Trial } from './claims';

const tip = (id: string, kind: string) => ({ id, kind, priority: 0.5, overdue: false, task_age_days: 1 });
const asked = { user: 'ann', moment: { hour: 8, weekend: false }, tips: [tip('t1', 'plan'), tip('t2', 'rest')] };

/** Asks for a choice and gives its reward, with nothing but what the image has. Prints the decision. */
const program = `(async () => {
	const post = async (path, body) => {
		const headers = { authorization: 'Bearer ' + process.argv[1], 'content-type': 'application/json' };
		const answer = await fetch('http://127.0.0.1:8700' + path, { method: 'POST', headers, body: JSON.stringify(body) });
		if (!answer.ok) throw new Error(await answer.text());
		return answer.json();
	};
	const { decision } = await post('/recommend', ${JSON.stringify(asked)});
	console.log((await post('/reward', { decision, reward: 1, outcome: { completed: true } })).decision);
})()`;

/** Serving policies, by the commands that the docs give. */
export const serveClaims: Claim[] = [
	{
		title: 'the service serve chooses a tip for whoever has its token, and takes the reward',
		holds: async (trial) => {
			const { stdout } = succeeded(await inServe(trial, 'tip-bench', 'serve', 'token'), 'serve token');
			const chosen = succeeded(await inServe(trial, 'node', '-e', program, stdout.trim()), 'a choice');
			const refused = await inServe(trial, 'node', '-e', program, 'wrong');
			see(refused.code !== 0 && refused.stderr.includes('CredentialRefused'), `a wrong token: ${refused.stderr}`);
			const log = await decisionLog(trial);
			see(log.includes(chosen.stdout.trim()), `the log has ${log}`);
			return `decision ${chosen.stdout.trim()}`;
		},
	},
	{
		title: 'the worker and the panel see what the service serve keeps',
		holds: async (trial) => {
			const seen: string[] = [];
			for (const service of ['worker', 'admin']) {
				const list = await trial.checkout.compose(['exec', '-T', service, 'tip-bench', 'policy', 'list', '--json']);
				seen.push(succeeded(list, `policy list in ${service}`).stdout);
				see(/"decisions": ?1\b/.test(seen.at(-1) ?? ''), `${service} has ${seen.at(-1)}`);
			}
			return 'one decision in each';
		},
	},
];

/** The log of decisions of real users, JSON Lines. */
export async function decisionLog(trial: Trial): Promise<string> {
	return succeeded(await inServe(trial, 'tip-bench', 'policy', 'log'), 'policy log').stdout;
}

function inServe({ checkout }: Trial, ...command: string[]) {
	return checkout.compose(['exec', '-T', 'serve', ...command]);
}
