import { writeFileSync } from 'node:fs';
import { builtBundle, bundleWorkflows } from './bundle';

// Run once by the build: a worker that had to bundle at start would need a second and 60 MB more.
bundleWorkflows().then(
	(code) => writeFileSync(builtBundle, code),
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);
