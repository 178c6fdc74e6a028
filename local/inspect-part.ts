import { CodedError, messageOf } from '../machine/coded-error';
import type { Finding } from './finding';
import { locateMlflow } from './mlflow';
import { locateOllama } from './ollama';
import { type LocatedPart, type LocateOptions, originInWords, type PartName } from './part';
import { namedPlace, type PartPlace, stackPlace, usualPlace } from './places';
import { readStack } from './stack-file';
import { locateTemporal } from './temporal';

/** Where to look; nothing is installed. */
export interface InspectOptions {
	cacheDir: string;
	stateDir: string;
	env: NodeJS.ProcessEnv;
}

const locate: Record<PartName, (options: LocateOptions & { stateDir: string }) => Promise<LocatedPart>> = {
	Temporal: locateTemporal,
	MLflow: locateMlflow,
	Ollama: locateOllama,
};

/** Looks for a part where the environment says that it is, else where `up` has it, else where it usually is. */
export async function inspectPart(name: PartName, options: InspectOptions): Promise<Finding> {
	const { stateDir, env } = options;
	try {
		const named = namedPlace(name, env);
		if (named !== null) return await inspectPlace(name, named, `correct or unset ${named.source}`);
		const stack = readStack(stateDir);
		if (stack !== undefined) {
			const again = `end the \`./tip-bench up\` of process ${stack.owner.pid}, which brought it up, and start it again`;
			return await inspectPlace(name, stackPlace(name, stack.addresses, env), again);
		}
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		return wrong(name, 'cannot be looked for', messageOf(error));
	}
	return inspectUsual(name, options);
}

/** A part at the place where it has to be. */
async function inspectPlace(name: PartName, place: PartPlace, otherwise: string): Promise<Finding> {
	const seen = await place.look();
	if (seen.is === 'there') return running(name, seen.version, place.address);
	return wrong(name, `${place.address} ${seen.why}`, `Start it there, or ${otherwise}.`);
}

/** A part that nobody names: it may run at the usual address, or be there to be started. */
async function inspectUsual(name: PartName, { cacheDir, stateDir, env }: InspectOptions): Promise<Finding> {
	const place = usualPlace(name, env);
	const seen = await place.look();
	if (seen.is === 'there') return running(name, seen.version, place.address);
	const remarks: string[] = [];
	if (seen.is !== 'absent') remarks.push(`${place.address} ${seen.why}; \`./tip-bench up\` takes the next port.`);
	try {
		const say = (line: string) => remarks.push(`${line}.`);
		const { version, origin, command } = await locate[name]({ cacheDir, stateDir, env, say, install: false });
		const found = `${version}, ${originInWords[origin]}: ${command}`;
		return { name, found, version, origin, ok: true, advice: remarks.join(' ') || null };
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		const advice = [...remarks, messageOf(error), '`./tip-bench up` fetches or builds it by itself.'].join(' ');
		return { name, found: null, version: null, origin: null, ok: true, advice };
	}
}

function running(name: PartName, version: string, address: string): Finding {
	const found = `${version}, ${originInWords.running}: ${address}`;
	return { name, found, version, origin: 'running', ok: true, advice: null };
}

function wrong(name: PartName, found: string, advice: string): Finding {
	return { name, found, version: null, origin: null, ok: false, advice };
}
