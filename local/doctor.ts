import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../machine/coded-error';
import { capture, findTool, onPath } from '../machine/commands';
import { describeVariables } from '../machine/environment/describe';
import { cannotWrite, MachineError } from '../machine/errors';
import { makeFolderSync } from '../machine/make-folder';
import { isOnThisMachine } from '../ollama/on-this-machine';
import { type Finding, machineFinding } from './finding';
import { type InspectOptions, inspectPart } from './inspect-part';
import type { PartName } from './part';
import { namedPlace } from './places';
import { findPython } from './python';

/**
 * Looks at each part and at what the machine has for it: Python only where MLflow is missing, Go only where
 * Temporal or Ollama is. Installs nothing.
 */
export async function inspectParts(options: InspectOptions): Promise<Finding[]> {
	const { cacheDir, stateDir, env } = options;
	const names: PartName[] = ['Temporal', 'MLflow', 'Ollama'];
	const parts = await Promise.all(names.map((name) => inspectPart(name, options)));
	const missing = parts.filter((part) => part.found === null).map((part) => part.name);
	const node = machineFinding('Node', `${process.version} (${process.execPath})`);
	const folders = [inspectDisk(cacheDir), inspectFolder('state', stateDir, 'TIP_BENCH_STATE')];
	const findings = [...parts, inspectEnvironment(env), node, ...folders, await inspectGpu(env)];
	if (missing.includes('MLflow')) findings.push(await inspectPython(env));
	if (missing.includes('Temporal') || missing.includes('Ollama')) findings.push(await inspectGo(env));
	return findings;
}

function inspectEnvironment(env: NodeJS.ProcessEnv): Finding {
	const variables = describeVariables(env);
	const faults = variables.flatMap(({ fault }) => fault ?? []);
	const set = variables.filter(({ value }) => value !== null).map(({ name }) => name);
	const advice = faults.length === 0 ? null : `${faults.join('. ')}. \`./tip-bench env\` lists them all.`;
	return machineFinding('environment', set.join(', ') || 'nothing set', { ok: faults.length === 0, advice });
}

function inspectDisk(folder: string): Finding {
	const finding = inspectFolder('disk', folder, 'TIP_BENCH_CACHE');
	if (!finding.ok) return finding;
	const { bavail, bsize } = statfsSync(folder);
	const gigabytes = (bavail * bsize) / 1e9;
	const advice = 'Models and parts take several GB: free some, or set TIP_BENCH_CACHE to a folder on another disk.';
	const found = `${gigabytes.toFixed(0)} GB free at ${folder}`;
	return machineFinding('disk', found, { advice: gigabytes < 10 ? advice : null });
}

/** Whether a folder takes files: what the permissions say is not all. */
function inspectFolder(name: 'disk' | 'state', folder: string, variable: string): Finding {
	const trial = path.join(folder, `.tip-bench-${process.pid}`);
	try {
		makeFolderSync(folder);
		writeFileSync(trial, '');
		rmSync(trial);
		return machineFinding(name, folder);
	} catch (error) {
		const why = error instanceof MachineError ? error : cannotWrite(folder, error);
		const advice = `${messageOf(why)}. Make it writable, or set ${variable} to another folder.`;
		return machineFinding(name, `${folder} cannot be written`, { ok: false, advice });
	}
}

async function inspectGpu(env: NodeJS.ProcessEnv): Promise<Finding> {
	const elsewhere = ollamaElsewhere(env);
	if (elsewhere !== null) return machineFinding('GPU', `not seen from here: Ollama runs at ${elsewhere}`);
	const [command] = onPath('nvidia-smi', env);
	const query = ['--query-gpu=name,memory.total,memory.free', '--format=csv,noheader'];
	const text = command && (await capture(command, query, env));
	if (text) return machineFinding('GPU', text.split('\n').join('; '));
	const advice =
		'nvidia-smi shows none: models run on the processor (or on a GPU that it does not know), and so do latencies.';
	return machineFinding('GPU', null, { advice });
}

/** Where Ollama is, if not on this machine; `null` where it is, or where its address cannot be read. */
function ollamaElsewhere(env: NodeJS.ProcessEnv): string | null {
	try {
		const address = namedPlace('Ollama', env)?.address;
		return address === undefined || isOnThisMachine(address) ? null : address;
	} catch {
		return null;
	}
}

/** Without it MLflow cannot be installed; Temporal and Ollama have other ways than Go. */
async function inspectPython(env: NodeJS.ProcessEnv): Promise<Finding> {
	const python = (await findPython(env)) ?? null;
	const advice = 'MLflow is installed with Python 3.10 or newer and its venv module (Debian: python3, python3-venv).';
	return machineFinding('Python', python, { ok: python !== null, advice: python ? null : advice });
}

async function inspectGo(env: NodeJS.ProcessEnv): Promise<Finding> {
	const go = findTool('go', env);
	const version = (go && (await capture(go, ['version'], env))) || null;
	const advice = 'Where the official downloads are out of reach, Temporal and Ollama are built with Go 1.24 or newer.';
	return machineFinding('Go', version, { advice: version ? null : advice });
}
