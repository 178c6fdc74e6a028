import { copyFileSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Status } from '../../domain/bench/status';
import type { Leaderboard } from '../../domain/ranking/leaderboard';
import { fillIn } from '../../testbed/fill-in';
import { tinyAnswers } from '../../testbed/stack';
import { tinyModelFile } from '../../testbed/tiny-model';
import { bringUp, type Claim, see, succeeded, type Trial } from './claims';

export const experiment = 'compose-check';
const model = 'tiny-check';
const secondModel = 'tiny-check-2';
const twoGpus = 'compose-check-two-gpus';

/** A bench, its judge and its ranking, by the commands that the docs and the program itself give. */
export const benchClaims: Claim[] = [
	{
		title: 'an Ollama takes a model, and a dry run says nothing of a GPU that it cannot see',
		holds: async (trial) => {
			const { checkout } = trial;
			await createModel(trial, model, 7);
			const dry = await checkout.compose(inWorker('run', '--models', model, '--experiment', experiment, '--dry-run'));
			const said = succeeded(dry, 'the dry run').stdout;
			see(!/no GPU/i.test(said), `it says: ${said}`);
			return said.split('\n')[0] ?? '';
		},
	},
	{
		title: 'a bench runs until it waits for its judge, and leaves its judge file in exports/',
		holds: async (trial) => {
			const run = inWorker('run', '--models', model, '--experiment', experiment, '--n-scenarios', '2');
			const { seconds } = succeeded(await trial.checkout.compose(run, { limitSeconds: 300 }), 'run');
			const { phase, cells } = await statusOf(trial);
			see(phase === 'awaiting-judge', `its phase is ${phase}`);
			const { uid, size } = statSync(judgeFile(trial));
			see(uid === trial.checkout.owner.uid, `the judge file belongs to ${uid}`);
			return `${cells.done} cells in ${seconds.toFixed(0)} s; the judge file (${size} bytes) is its owner's`;
		},
	},
	{
		title:
			'the commands that `status` prints in the container work outside of it, on a file that its owner edits there',
		holds: async (trial) => {
			const { checkout, folder } = trial;
			const { stderr } = succeeded(await checkout.compose(inWorker('status', experiment)), 'status');
			const printed = stderr.split('\n').map((line) => /(docker compose exec .*)$/.exec(line)?.[1] ?? '');
			const apply = printed.find((line) => line.includes('judge apply'));
			const leaderboard = printed.find((line) => line.includes('leaderboard'));
			see(apply !== undefined && leaderboard !== undefined, `status says: ${stderr}`);
			const scored = path.join(folder, 'scored.json');
			copyFileSync(judgeFile(trial), scored);
			await fillIn(scored);
			const write = `cat > exports/${experiment}.judge.json`;
			succeeded(await checkout.asOwner(write, { input: readFileSync(scored, 'utf8') }), 'editing the judge file');
			succeeded(await checkout.shell(apply), apply);
			const { stdout } = succeeded(await checkout.shell(`${leaderboard} --json`), leaderboard);
			const { rows, pending } = JSON.parse(stdout) as Leaderboard;
			see(rows.length === 3 && pending === 0, `${rows.length} rows, ${pending} pending`);
			return `\`${apply}\`; ${rows.length} rows are ranked`;
		},
	},
	{
		title: 'the bench ends by itself once it is judged',
		holds: async (trial) => {
			const end = Date.now() + 60_000;
			for (;;) {
				const { state } = await statusOf(trial);
				if (state === 'COMPLETED') return 'COMPLETED';
				see(Date.now() < end && state === 'RUNNING', `it is ${state}`);
				await new Promise((resolve) => setTimeout(resolve, 1000));
			}
		},
	},
	{
		title: 'with the profile two-gpus a bench of two models uses both queues',
		holds: async (trial) => {
			const { checkout } = trial;
			checkout.setEnv({ COMPOSE_PROFILES: 'two-gpus' });
			await bringUp(trial);
			await createModel(trial, secondModel, 8);
			const gpus = '{"gpu": "http://ollama:11434", "gpu-2": "http://ollama-2:11434"}';
			const models = `${model},${secondModel}`;
			const run = ['run', '--models', models, '--experiment', twoGpus, '--n-scenarios', '4', '--gpus', gpus];
			succeeded(await checkout.compose(inWorker(...run), { limitSeconds: 300 }), 'run');
			const { stdout } = succeeded(await checkout.compose(['logs', '--no-log-prefix', 'ollama-2']), 'logs');
			see(stdout.includes('/api/generate'), 'the second Ollama generated nothing');
			const second = ['ollama-2', 'gpu-worker-2'];
			succeeded(await checkout.compose(['rm', '--stop', '--force', ...second]), 'rm');
			checkout.setEnv({ COMPOSE_PROFILES: '' });
			return `the second Ollama answered ${stdout.split('/api/generate').length - 1} times`;
		},
	},
];

/** Hands the Ollama a tiny model of the tests: random weights that lead to one of three answers. */
async function createModel({ checkout }: Trial, name: string, seed: number): Promise<void> {
	const file = tinyModelFile(seed, tinyAnswers.slice(0, 3)).toString('base64');
	const create = [
		'base64 -d > /tmp/tiny.gguf',
		"printf 'FROM /tmp/tiny.gguf\\nTEMPLATE {{ .Prompt }}\\n' > /tmp/tiny",
		`ollama create ${name} -f /tmp/tiny`,
	].join(' && ');
	succeeded(await checkout.compose(['exec', '-T', 'ollama', 'sh', '-c', create], { input: file }), 'ollama create');
}

/** Arguments of `docker compose` that run the command in the worker. */
export function inWorker(...args: string[]): string[] {
	return ['exec', '-T', 'worker', 'tip-bench', ...args];
}

/** The ranking of the bench, as JSON. */
export async function leaderboardInside({ checkout }: Trial): Promise<string> {
	return succeeded(await checkout.compose(inWorker('leaderboard', experiment, '--json')), 'leaderboard').stdout;
}

async function statusOf({ checkout }: Trial): Promise<Status & { state: string }> {
	const { stdout } = succeeded(await checkout.compose(inWorker('status', experiment, '--json')), 'status');
	return JSON.parse(stdout);
}

function judgeFile({ checkout }: Trial): string {
	return path.join(checkout.folder, 'exports', `${experiment}.judge.json`);
}
