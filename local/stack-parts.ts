import { throwIfAborted } from '../machine/errors';
import { LocalStackError } from './errors';
import { startMlflow } from './mlflow';
import { startOllama } from './ollama';
import { originInWords, type PartName, type RunningPart } from './part';
import { probeTemporalUi } from './probe';
import { findRunning } from './running-parts';
import { removeStack } from './stack-file';
import type { Stack, StackOptions } from './stack-up';
import { startTemporal } from './temporal';

function describe(part: RunningPart): string {
	return `${part.name} ${part.version} at ${part.address} (${originInWords[part.origin]})`;
}

async function startPart(name: PartName, options: StackOptions): Promise<RunningPart & { uiUrl?: string | undefined }> {
	const found = options.reuseRunning ? await findRunning(name, options.env, options.say) : undefined;
	if (!found) return { Temporal: startTemporal, MLflow: startMlflow, Ollama: startOllama }[name](options);
	if (name !== 'Temporal') return found;
	return { ...found, uiUrl: await probeTemporalUi(`http://${found.address.replace(/:\d+$/, '')}:8233`) };
}

function watchFor(parts: RunningPart[], isStopping: () => boolean): Promise<LocalStackError> {
	return new Promise((resolve) => {
		for (const part of parts) {
			part.exited.then(({ code, signal }) => {
				if (isStopping()) return;
				const how = `${part.name} at ${part.address} ended by itself (${signal ?? code})`;
				resolve(new LocalStackError('PartFailed', `${how}; its log is ${part.logFile}. Start the stack again.`));
			});
		}
	});
}

/**
 * Finds or starts all three at once; when one fails the others are ended, also those still being built.
 * Throws what `startStack` throws.
 */
export async function startParts(options: StackOptions): Promise<Stack> {
	const failing = new AbortController();
	const signal = AbortSignal.any([failing.signal, ...(options.signal ? [options.signal] : [])]);
	const names: PartName[] = ['Temporal', 'MLflow', 'Ollama'];
	let firstFailure: unknown;
	const outcomes = await Promise.allSettled(
		names.map(async (name) => {
			try {
				const part = await startPart(name, { ...options, signal });
				options.say(describe(part));
				return part;
			} catch (error) {
				firstFailure ??= error;
				failing.abort();
				throw error;
			}
		}),
	);
	const parts = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
	const [temporal, mlflow, ollama] = parts;
	if (!temporal || !mlflow || !ollama || options.signal?.aborted) {
		await Promise.all(parts.map((part) => part.stop()));
		throwIfAborted(options.signal, 'Starting the stack');
		throw firstFailure;
	}
	let stopping: Promise<void> | undefined;
	const stopAll = async () => {
		// Temporal first: it hands out the work that uses the other two.
		await temporal.stop();
		await Promise.all([mlflow.stop(), ollama.stop()]);
		removeStack(options.stateDir);
	};
	return {
		addresses: {
			temporal: temporal.address,
			temporalUi: temporal.uiUrl,
			mlflow: mlflow.address,
			ollama: ollama.address,
		},
		parts,
		broken: watchFor(parts, () => stopping !== undefined),
		stop: () => {
			stopping ??= stopAll();
			return stopping;
		},
	};
}
