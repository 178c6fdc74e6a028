import { capture, onPath } from '../machine/commands';
import { installedAt } from './install';
import { locatePart } from './locate';
import type { LocatedPart, LocateOptions } from './part';
import { ensureEnvironment, isWhole, pythonOf } from './python';

const version = '3.17.2';

async function fromPath({ env, say }: LocateOptions): Promise<LocatedPart | undefined> {
	for (const command of onPath('mlflow', env)) {
		const found = (await capture(command, ['--version'], env, 30_000))?.match(/version (\d+)\.(\d+\S*)/);
		if (found && Number(found[1]) >= 3)
			return { command, args: [], version: `${found[1]}.${found[2]}`, origin: 'path' };
		say(`MLflow: ${command} is no MLflow 3; passing over it`);
	}
	return undefined;
}

/**
 * Finds MLflow: on PATH, in the cache, or by pip into an environment of its own in the cache, which is MLflow's
 * official way. Throws `PartMissing` with every reason, or `Interrupted`.
 */
export function locateMlflow(options: LocateOptions): Promise<LocatedPart> {
	const folder = installedAt(options.cacheDir, `mlflow-${version}`);
	// By module, since the script's first line cannot hold a path with a space.
	const located = { command: pythonOf(folder), args: ['-m', 'mlflow'], version };
	return locatePart('MLflow', options, {
		path: () => fromPath(options),
		cache: async () => (isWhole(folder) ? { ...located, origin: 'cache' } : undefined),
		recipe: async () => {
			const step = { title: 'MLflow: installing with pip', usually: 'about a minute', log: 'mlflow-install' };
			// With what its own password check needs, so that it can be switched on.
			await ensureEnvironment(folder, [`mlflow[auth]==${version}`], step, options);
			return { ...located, origin: 'recipe' };
		},
		advice: 'Install it with `pip install mlflow`, so that `mlflow` is on PATH, or set MLFLOW_TRACKING_URI.',
	});
}
