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
	return withoutMappings(code);
}

/**
 * The SDK takes a stack for every promise that a workflow makes, and looks each frame up in the bundle's source map: a
 * third of a workflow's processor time, and 40 MB. It insists on a map, so an empty one stays; stacks then name the
 * functions of the bundle, which is not minified.
 */
function withoutMappings(code: string): string {
	const comment = '//# sourceMappingURL=data:application/json;charset=utf-8;base64,';
	const at = code.lastIndexOf(comment);
	if (at === -1) return code;
	const empty = { version: 3, file: 'workflow-bundle.js', sources: [], names: [], mappings: '' };
	return `${code.slice(0, at)}${comment}${Buffer.from(JSON.stringify(empty)).toString('base64')}\n`;
}

/** The bundle that the build made, or one made now where the source runs as it is (tests). */
export async function workflowBundle(): Promise<WorkflowBundleOption> {
	return existsSync(builtBundle) ? { codePath: builtBundle } : { code: await bundleWorkflows() };
}

/** Workers and clients must read payloads as the workflows do. */
export function payloadConverterPath(): string {
	return require.resolve('../contracts/payload-converter');
}

export { builtBundle };

const nothing = () => undefined;
const quiet = { log: nothing, trace: nothing, debug: nothing, info: nothing };
