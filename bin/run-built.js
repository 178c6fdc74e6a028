'use strict';
// Runs a program of the build, for the scripts of package.json: `node bin/run-built.js perf/main --json`.

const path = require('node:path');
const { failPlainly, prepare, root } = require('./prepare');

prepare()
	.then(() => {
		const [program, ...given] = process.argv.slice(2);
		const built = path.join(root, 'dist', `${program}.js`);
		// The program reads its own arguments as if it had been started directly.
		process.argv = [process.execPath, built, ...given];
		require(built);
	})
	.catch(failPlainly);
