import { statfsSync } from 'node:fs';
import { CodedError, messageOf } from '../machine/coded-error';
import { capture, findTool, onPath } from '../machine/commands';
import { makeFolderSync } from '../machine/make-folder';
import { locateMlflow } from './mlflow';
import { locateOllama } from './ollama';
import { type Located, type LocateOptions, type Origin, originInWords, type PartName } from './part';
import { findPython } from './python';
import { findRunning } from './running-parts';
import { locateTemporal } from './temporal';

/** One thing that was looked at: a part of the stack, or something of the machine. */
export interface Finding {
	name: PartName | 'Node' | 'disk' | 'GPU' | 'Python' | 'Go';
	/** What and where, in a few words; null where it is missing. */
	found: string | null;
	/** A part's version, and which rung of the ladder has it; null for the machine and where it is missing. */
	version: string | null;
	origin: Origin | null;
	/** What to do, in a sentence or two; null where nothing is. */
	advice: string | null;
}

/** Where to look; nothing is installed. */
export interface InspectOptions {
	cacheDir: string;
	stateDir: string;
	env: NodeJS.ProcessEnv;
}

const locate: Record<PartName, (options: LocateOptions) => Promise<Located>> = {
	Temporal: locateTemporal,
	MLflow: locateMlflow,
	Ollama: locateOllama,
};

async function inspectPart(name: PartName, { cacheDir, env }: InspectOptions): Promise<Finding> {
	const remarks: string[] = [];
	const say = (line: string) => remarks.push(line);
	const finding = (version: string, origin: Origin, where: string): Finding => {
		const advice = remarks.length > 0 ? remarks.join('; ') : null;
		return { name, found: `${version}, ${originInWords[origin]}: ${where}`, version, origin, advice };
	};
	const running = await findRunning(name, env, say);
	if (running) return finding(running.version, 'running', running.address);
	try {
		const { version, origin, command } = await locate[name]({ cacheDir, env, say, install: false });
		return finding(version, origin, command);
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		const advice = [...remarks, messageOf(error), '`./tip-bench up` fetches or builds it by itself.'].join(' ');
		return { name, found: null, version: null, origin: null, advice };
	}
}

function machineFinding(name: Finding['name'], found: string | null, advice: string | null): Finding {
	return { name, found, version: null, origin: null, advice };
}

function inspectDisk(folder: string): Finding {
	makeFolderSync(folder);
	const { bavail, bsize } = statfsSync(folder);
	const gigabytes = (bavail * bsize) / 1e9;
	const advice = 'Models and parts take several GB: free some, or set TIP_BENCH_CACHE to a folder on another disk.';
	return machineFinding('disk', `${gigabytes.toFixed(0)} GB free at ${folder}`, gigabytes < 10 ? advice : null);
}

async function inspectGpu(env: NodeJS.ProcessEnv): Promise<Finding> {
	const [command] = onPath('nvidia-smi', env);
	const query = ['--query-gpu=name,memory.total,memory.free', '--format=csv,noheader'];
	const text = command && (await capture(command, query, env));
	if (text) return machineFinding('GPU', text.split('\n').join('; '), null);
	const advice =
		'nvidia-smi shows none: models run on the processor (or on a GPU that it does not know), and so do latencies.';
	return machineFinding('GPU', null, advice);
}

async function inspectPython(env: NodeJS.ProcessEnv): Promise<Finding> {
	const python = (await findPython(env)) ?? null;
	const advice = 'MLflow is installed with Python 3.10 or newer and its venv module (Debian: python3, python3-venv).';
	return machineFinding('Python', python, python ? null : advice);
}

async function inspectGo(env: NodeJS.ProcessEnv): Promise<Finding> {
	const go = findTool('go', env);
	const version = (go && (await capture(go, ['version'], env))) || null;
	const advice = 'Where the official downloads are out of reach, Temporal and Ollama are built with Go 1.24 or newer.';
	return machineFinding('Go', version, version ? null : advice);
}

/**
 * Looks at each part and at what the machine has for it: Python only where MLflow is missing, Go only where
 * Temporal or Ollama is. Installs nothing.
 */
export async function inspectParts(options: InspectOptions): Promise<Finding[]> {
	const names: PartName[] = ['Temporal', 'MLflow', 'Ollama'];
	const parts = await Promise.all(names.map((name) => inspectPart(name, options)));
	const missing = parts.filter((part) => part.found === null).map((part) => part.name);
	const node = machineFinding('Node', `${process.version} (${process.execPath})`, null);
	const findings = [...parts, node, inspectDisk(options.cacheDir), await inspectGpu(options.env)];
	if (missing.includes('MLflow')) findings.push(await inspectPython(options.env));
	if (missing.includes('Temporal') || missing.includes('Ollama')) findings.push(await inspectGo(options.env));
	return findings;
}
