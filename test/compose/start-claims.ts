import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bringUp, type Claim, containers, see, succeeded, type Trial, takeDown } from './claims';

const steps = ['postgres-password', 'temporal-schema', 'temporal-namespace', 'worker-folders'];
/** The image's packages are installed meanwhile, and on an engine at hand all images pulled. */
const firstStartSeconds = 1200;

/** The first start, and what stands then. */
export const startClaims: Claim[] = [
	{
		title: 'a checkout made under umask 077 by another user builds and starts with one command',
		holds: async (trial) => {
			// What a run that was killed has left.
			await takeDown(trial);
			const { seconds } = await bringUp(trial, firstStartSeconds, '--build');
			const all = await containers(trial);
			for (const { Service: name, State: state, Health: health, ExitCode: code } of all) {
				if (steps.includes(name)) see(state === 'exited' && code === 0, `${name} is ${state} (${code})`);
				else see(state === 'running' && health === 'healthy', `${name} is ${state}, ${health}`);
			}
			see(all.length === steps.length + 9, `there are ${all.length} containers`);
			return `${all.length} containers in ${seconds.toFixed(0)} s; services healthy, steps ended with 0`;
		},
	},
	{
		title: 'a plain `up` with nothing changed recreates and restarts nothing',
		holds: async (trial) => {
			const before = await started(trial);
			await bringUp(trial, 300, '--build');
			await bringUp(trial);
			const after = await started(trial);
			see(before === after, `before:\n${before}\nafter:\n${after}`);
			return `${before.split('\n').length} services have the container and the start that they had`;
		},
	},
	{
		title: 'the image holds the product and not what tries it, and `tip-bench` is on its PATH',
		holds: async ({ checkout }) => {
			const find = 'find / -xdev -not -path "/proc/*" -not -path "*/node_modules/*" 2>/dev/null || true';
			const { stdout } = succeeded(await checkout.compose(['exec', '-T', 'worker', 'sh', '-c', find]), 'find');
			const unwanted = stdout
				.split('\n')
				.filter((name) => /^\/app\/(dist\/)?(test|testbed|perf|docs|bin|backups)$|\.test\.|\/\.env/.test(name));
			see(stdout.includes('/app/dist/cli/main.js') && unwanted.length === 0, `it has ${unwanted.join(', ')}`);
			const packages = succeeded(await checkout.compose(['exec', '-T', 'worker', 'ls', 'node_modules']), 'ls').stdout;
			see(!/^(jest|typescript)$/m.test(packages), 'it has the packages for development');
			const { stdout: version } = succeeded(
				await checkout.compose(['exec', '-T', 'worker', 'tip-bench', '--version']),
				'tip-bench --version',
			);
			return `version ${version.trim()}; no tests, no .env`;
		},
	},
	{
		title: 'what a browser sends from the Temporal UI over plain HTTP is taken',
		holds: async ({ checkout }) => {
			const node = ['exec', '-T', 'worker', 'node', '-e', askUi];
			const { stdout } = succeeded(await checkout.compose(node), 'asking the UI');
			const { cookie, without, with: withCookie } = JSON.parse(stdout) as Record<string, string>;
			see(cookie !== undefined && !/;\s*secure/i.test(cookie), `the cookie is ${cookie}`);
			see(without === '400' || without === '403', `without the cookie it answers ${without}`);
			see(
				withCookie === '404',
				`with the cookie it answers ${withCookie}, where Temporal would say that there is no such bench`,
			);
			return `a signal without the cookie is refused (${without}), with it Temporal answers`;
		},
	},
	{
		title: 'the panel answers with the token of `.env`, without it not at all, and its log holds no token',
		holds: async ({ checkout }) => {
			const { stdout: shown } = succeeded(
				await checkout.compose(['exec', '-T', 'admin', 'tip-bench', 'admin', 'token']),
				'admin token',
			);
			const token = shown.trim();
			see(
				readFileSync(path.join(checkout.folder, '.env'), 'utf8').includes(`TIP_BENCH_ADMIN_TOKEN=${token}\n`),
				'it has another token',
			);
			const ask = ['exec', '-T', 'admin', 'node', '-e', askPanel, token];
			const { stdout } = succeeded(await checkout.compose(ask), 'asking the panel');
			see(stdout.trim() === '200 html 401 200 ready', `it answers ${stdout.trim()}`);
			const { stdout: log } = succeeded(await checkout.compose(['logs', 'admin']), 'logs');
			see(log.includes('admin server at') && !log.includes(token), 'its log holds the token');
			return 'pages, 401 without the token, 200 with it; Temporal, MLflow and Ollama are there';
		},
	},
];

/** The containers that stay, with when they were started. */
async function started(trial: Trial): Promise<string> {
	const ids = (await containers(trial)).filter(({ State }) => State === 'running').map(({ ID }) => ID);
	const format = '{{.Name}} {{.Id}} {{.State.StartedAt}}';
	const inspect = ['docker', 'inspect', '--format', format, ...ids];
	const { stdout } = succeeded(
		await trial.server.run(inspect, { cwd: trial.checkout.folder, limitSeconds: 30 }),
		'inspect',
	);
	return stdout.trim().split('\n').sort().join('\n');
}

/** A browser's part, played by the worker's Node: the page's cookie, and a signal with and without it. */
const askUi = `
const ui = 'http://temporal-ui:8080';
const signal = ui + '/api/v1/namespaces/default/workflows/no-such-bench/signal/judged';
const post = (headers) => fetch(signal, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{"signalName":"judged"}' });
fetch(ui + '/').then(async (page) => {
	const cookie = page.headers.getSetCookie().find((each) => each.startsWith('_csrf=')) ?? '';
	const token = cookie.split(';')[0].slice('_csrf='.length);
	const without = String((await post({})).status);
	const answer = String((await post({ cookie: '_csrf=' + token, 'x-csrf-token': token })).status);
	console.log(JSON.stringify({ cookie, without, with: answer }));
});
`;

/** A browser's part and a script's, played by Node in the container. */
const askPanel = `
const ask = (path, headers = {}) => fetch('http://127.0.0.1:8600' + path, { headers });
(async () => {
	const page = await ask('/');
	const kind = (page.headers.get('content-type') ?? '').includes('html') ? 'html' : 'nothing';
	const without = await ask('/api/session');
	const by = await ask('/api/session', { authorization: 'Bearer ' + process.argv[1] });
	const { ready, parts } = await (await ask('/api/ready')).json();
	console.log(page.status, kind, without.status, by.status, ready ? 'ready' : JSON.stringify(parts));
})();
`;
