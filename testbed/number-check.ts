import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installedAt } from '../local/install';
import { ensureEnvironment, pythonOf } from '../local/python';
import { withFileLock } from '../machine/file-lock';
import { projectRoot } from '../machine/folders';
import type { Ended } from './commands';
import { tipBench } from './commands';
import { ownParts } from './own-parts';

/** The documents of an experiment, as commands print them. */
export interface Printed {
	readonly folder: string;
	readonly experiment: string;
	/** The names of its files, by what they are. */
	readonly files: readonly { readonly kind: 'leaderboard' | 'trust' | 'gate' | 'report'; readonly path: string }[];
}

/**
 * Prints what an experiment has. What judges are worth comes first: it is kept in MLflow, and the others say it too.
 * @param gates the flags of each, behind the experiment
 */
export async function printNumbers(
	experiment: string,
	gates: readonly (readonly string[])[],
	env: Record<string, string> = {},
): Promise<Printed & { readonly answers: readonly string[] }> {
	const folder = await mkdtemp(join(ownParts().stateDir, 'numbers-'));
	const files: { kind: Printed['files'][number]['kind']; path: string }[] = [];
	const keep = async (kind: 'leaderboard' | 'trust' | 'gate', name: string, { stdout }: Ended) => {
		const path = join(folder, `${name}.json`);
		await writeFile(path, stdout);
		files.push({ kind, path });
	};
	await keep('trust', 'trust', await good(['judge', 'trust', experiment, '--json'], env));
	await keep('leaderboard', 'leaderboard', await good(['leaderboard', experiment, '--json'], env));
	const answers: string[] = [];
	for (const [at, flags] of gates.entries()) {
		const ended = await good(['gate', experiment, ...flags, '--json'], env);
		answers.push((JSON.parse(ended.stdout) as { answer: string }).answer);
		await keep('gate', `gate-${at}`, ended);
	}
	const path = join(folder, 'report.html');
	await good(['report', experiment, '--out', path], env);
	files.push({ kind: 'report', path });
	return { folder, experiment, files, answers };
}

async function good(args: readonly string[], env: Record<string, string>): Promise<Ended> {
	const ended = await tipBench(args, env);
	if (![0, 10, 20].includes(ended.code)) throw new Error(`${args.join(' ')} ended with ${ended.code}: ${ended.stderr}`);
	return ended;
}

/** Computes all numbers anew by the reference libraries, from MLflow alone, and says which are different. */
export async function checkNumbers(mlflow: string, { experiment, files }: Printed): Promise<Ended> {
	const script = join(projectRoot(), 'test', 'references', 'check-experiment.py');
	const given = files.flatMap(({ kind, path }) => [`--${kind}`, path]);
	const python = await pythonWithReferences();
	return new Promise((resolve) => {
		execFile(python, ['-B', script, mlflow, experiment, ...given], { maxBuffer: 64 << 20 }, (error, stdout, stderr) =>
			resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr }),
		);
	});
}

/** A Python with the reference libraries, installed with pip where it is not there yet. */
async function pythonWithReferences(): Promise<string> {
	const options = ownParts();
	const folder = installedAt(options.cacheDir, 'references-experiment');
	const list = join(projectRoot(), 'test', 'references', 'requirements-experiment.txt');
	const step = { title: 'reference libraries: installing with pip', usually: 'two minutes', log: 'references' };
	const waiting = 'Another tip-bench is installing the reference libraries; waiting for that';
	await withFileLock(join(options.cacheDir, 'locks', 'references'), { ...options, waiting }, () =>
		ensureEnvironment(folder, ['-r', list], step, options),
	);
	return pythonOf(folder);
}

/** A document with one of its numbers changed, to see that the check sees it. */
export async function withChanged(
	printed: Printed,
	kind: Printed['files'][number]['kind'],
	change: (text: string) => string,
): Promise<Printed> {
	const found = printed.files.find((each) => each.kind === kind);
	if (found === undefined) throw new Error(`no ${kind} was printed`);
	const path = join(printed.folder, `changed-${kind}`);
	const before = await readFile(found.path, 'utf8');
	const after = change(before);
	if (before === after) throw new Error('nothing was changed');
	await writeFile(path, after);
	return { ...printed, files: [{ kind, path }] };
}
