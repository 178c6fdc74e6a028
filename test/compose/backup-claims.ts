import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { experiment, inWorker, leaderboardInside } from './bench-claims';
import { type Claim, containers, see, succeeded, type Trial } from './claims';
import { decisionLog } from './serve-claims';

const wholeBackup = ['exports.tar.gz', 'mlflow.tar.gz', 'serving.tar.gz', 'temporal.dump', 'temporal_visibility.dump'];

/** Backups, and what they are for. */
export const backupClaims: Claim[] = [
	{
		title: 'two backups are two folders, each whole, and the services go on',
		holds: async (trial) => {
			const { checkout } = trial;
			const { seconds } = succeeded(await checkout.shell('deploy/backup.sh'), 'the first backup');
			succeeded(
				await checkout.shell('cd / && "$OLDPWD"/deploy/backup.sh "$OLDPWD"/backups/second/'),
				'the second backup',
			);
			const folders = backups(trial);
			see(folders.length === 2, `there are ${folders.join(', ')}`);
			for (const name of folders) {
				const files = readdirSync(path.join(checkout.folder, 'backups', name)).sort();
				see(`${files}` === `${wholeBackup}`, `${name} holds ${files.join(', ')}`);
			}
			const again = await checkout.shell('deploy/backup.sh backups/second');
			see(again.code !== 0 && again.stderr.includes('is there already'), `a third into the second: ${again.stderr}`);
			const down = (await containers(trial)).filter(({ State, ExitCode }) => State !== 'running' && ExitCode !== 0);
			see(down.length === 0, `${down.map(({ Service }) => Service).join(', ')} is down`);
			return `each in ${seconds.toFixed(0)} s`;
		},
	},
	{
		title: 'a backup is not put in place of what is there unless that is asked for',
		holds: async ({ checkout }) => {
			const { code, stderr } = await checkout.shell('deploy/restore.sh backups/second');
			see(code === 1 && stderr.includes('--replace'), `it ended with ${code}: ${stderr}`);
			const empty = await checkout.shell('mkdir -p empty && deploy/restore.sh --replace empty');
			see(empty.code === 1 && empty.stderr.includes('is no backup'), `an empty folder: ${empty.stderr}`);
			return stderr.trim().split('\n').at(-1) ?? '';
		},
	},
	{
		title:
			'after everything was deleted a restore brings back the ranking, the bench, its judge file and what was served',
		holds: async (trial) => {
			const { checkout } = trial;
			const before = await leaderboardInside(trial);
			const log = await decisionLog(trial);
			succeeded(await checkout.compose(['down', '--volumes']), 'down --volumes');
			rmSync(path.join(checkout.folder, 'exports', `${experiment}.judge.json`));
			const restore = await checkout.shell('deploy/restore.sh backups/second', { limitSeconds: 300 });
			const { seconds } = succeeded(restore, 'restore');
			see((await leaderboardInside(trial)) === before, 'the ranking is another');
			see(log !== '' && (await decisionLog(trial)) === log, 'the log of decisions is another');
			const status = succeeded(await checkout.compose(inWorker('status', experiment)), 'status');
			see(/completed/.test(status.stdout), `the bench is: ${status.stdout}`);
			const files = readdirSync(path.join(checkout.folder, 'exports'));
			see(files.includes(`${experiment}.judge.json`), `exports/ has ${files.join(', ')}`);
			const twice = await checkout.shell('deploy/restore.sh --replace backups/second', { limitSeconds: 300 });
			succeeded(twice, 'restore --replace');
			see((await leaderboardInside(trial)) === before, 'after the second restore the ranking is another');
			return `in ${seconds.toFixed(0)} s`;
		},
	},
];

function backups({ checkout }: Trial): string[] {
	return readdirSync(path.join(checkout.folder, 'backups'));
}
