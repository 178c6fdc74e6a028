import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';

/** The built bundle stands beside this file in `dist/`. */
const builtBundle = join(__dirname, 'workflow-bundle.js');

/** Packs the workflows and their payload converter for the sandbox. */
export async function bundleWorkflows(): Promise<string> {
	const { code } = await bundleWorkflowCode({
		workflowsPath: require.resolve('../workflows'),
		payloadConverterPath: payloadConverterPath(),
		logger: { ...quiet, warn: console.error, error: console.error },
	});
	return code;
}

/** The bundle that the build made, or one made now where the source runs as it is (tests). */
export async function workflowBundle(): Promise<WorkflowBundleOption> {
	return existsSync(builtBundle) ? { codePath: builtBundle } : { code: await bundleWorkflows() };
}

/** Workers and clients must read payloads as the workflows do. */
export function payloadConverterPath(): string {
	return require.resolve('../workflows/payload-converter');
}

export { builtBundle };

const nothing = () => undefined;
const quiet = { log: nothing, trace: nothing, debug: nothing, info: nothing };
