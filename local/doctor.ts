import { mkdirSync, statfsSync } from 'node:fs';
import { capture, findTool, onPath } from './commands';
import { LocalStackError, messageOf } from './errors';
import { locateMlflow } from './mlflow';
import { locateOllama } from './ollama';
import type { Located, LocateOptions, Origin, PartName } from './part';
import { findPython } from './python';
import { findRunning } from './running-parts';
import { locateTemporal } from './temporal';

/** What is known of one part. */
export interface PartReport {
	name: PartName;
	/** Undefined where it is missing. */
	origin: Origin | undefined;
	version: string | undefined;
	/** An address where it runs, else the command; undefined where it is missing. */
	where: string | undefined;
	/** What to do, in one sentence; undefined where nothing is. */
	advice: string | undefined;
}

/** One fact about the machine, and whether it is as it should be. */
export interface MachineReport {
	name: 'Node' | 'disk' | 'GPU' | 'Python' | 'Go';
	ok: boolean;
	detail: string;
	advice: string | undefined;
}

/** What `inspectParts` found. */
export interface Inspection {
	parts: PartReport[];
	machine: MachineReport[];
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

async function inspectPart(name: PartName, { cacheDir, env }: InspectOptions): Promise<PartReport> {
	const remarks: string[] = [];
	const say = (line: string) => remarks.push(line);
	const advice = () => (remarks.length > 0 ? remarks.join('; ') : undefined);
	const running = await findRunning(name, env, say);
	if (running) {
		return { name, origin: 'running', version: running.version, where: running.address, advice: advice() };
	}
	try {
		const { origin, version, command } = await locate[name]({ cacheDir, env, say, install: false });
		return { name, origin, version, where: command, advice: advice() };
	} catch (error) {
		if (!(error instanceof LocalStackError)) throw error;
		say('`tip-bench up` fetches or builds it');
		return {
			name,
			origin: undefined,
			version: undefined,
			where: undefined,
			advice: `${messageOf(error)} Or: ${advice()}.`,
		};
	}
}

function inspectDisk(folder: string): MachineReport {
	mkdirSync(folder, { recursive: true });
	const { bavail, bsize } = statfsSync(folder);
	const gigabytes = (bavail * bsize) / 1e9;
	const ok = gigabytes >= 10;
	const advice = ok
		? undefined
		: 'Models and parts take several GB: free some, or set TIP_BENCH_CACHE to another disk.';
	return { name: 'disk', ok, detail: `${gigabytes.toFixed(0)} GB free at ${folder}`, advice };
}

async function inspectGpu(env: NodeJS.ProcessEnv): Promise<MachineReport> {
	const [command] = onPath('nvidia-smi', env);
	const query = ['--query-gpu=name,memory.total,memory.free', '--format=csv,noheader'];
	const text = command && (await capture(command, query, env));
	if (text) return { name: 'GPU', ok: true, detail: text.split('\n').join('; '), advice: undefined };
	const advice = 'Without an NVIDIA GPU (or its driver) models run on the processor, and latencies mean that.';
	return { name: 'GPU', ok: false, detail: 'nvidia-smi shows none', advice };
}

async function inspectPython(env: NodeJS.ProcessEnv): Promise<MachineReport> {
	const python = await findPython(env);
	const advice = 'MLflow is installed with Python 3.10 or newer and its venv module (Debian: python3, python3-venv).';
	return {
		name: 'Python',
		ok: python !== undefined,
		detail: python ?? 'none found',
		advice: python ? undefined : advice,
	};
}

async function inspectGo(env: NodeJS.ProcessEnv): Promise<MachineReport> {
	const go = findTool('go', env);
	const version = go && (await capture(go, ['version'], env));
	const advice = 'Where the official downloads are out of reach, Temporal and Ollama are built with Go 1.24 or newer.';
	return {
		name: 'Go',
		ok: version !== undefined,
		detail: version || 'none found',
		advice: version ? undefined : advice,
	};
}

/**
 * Looks at each part and at what the machine has for installing what is missing: `Python` is looked for only where
 * MLflow is missing, `Go` where Temporal or Ollama is. Installs nothing; throws nothing expected.
 */
export async function inspectParts(options: InspectOptions): Promise<Inspection> {
	const names: PartName[] = ['Temporal', 'MLflow', 'Ollama'];
	const parts = await Promise.all(names.map((name) => inspectPart(name, options)));
	const missing = parts.filter((part) => part.origin === undefined).map((part) => part.name);
	const node: MachineReport = {
		name: 'Node',
		ok: true,
		detail: `${process.version} (${process.execPath})`,
		advice: undefined,
	};
	const machine = [node, inspectDisk(options.cacheDir), await inspectGpu(options.env)];
	if (missing.includes('MLflow')) machine.push(await inspectPython(options.env));
	if (missing.includes('Temporal') || missing.includes('Ollama')) machine.push(await inspectGo(options.env));
	return { parts, machine };
}
