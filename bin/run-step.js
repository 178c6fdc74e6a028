'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');

const leash = path.join(path.dirname(__dirname), 'machine', 'leash.js');

/**
 * Runs one command of the preparation in the checkout, its output on stderr, with a line now and then.
 * It ends with this process, however that ends. Rejects with an Error that names the step.
 */
function runStep(name, command, { root, say }) {
	const began = Date.now();
	return new Promise((resolve, reject) => {
		// No time to end in: a step is done again after an interruption, and must not overlap with that.
		const child = spawn(process.execPath, [leash, '0', ...command], {
			cwd: root,
			stdio: ['ignore', 2, 2, 'ipc'],
			detached: true,
		});
		const seconds = () => Math.round((Date.now() - began) / 1000);
		const ticker = setInterval(() => say(`tip-bench: ${name}: ${seconds()} s so far …`), 10_000);
		let startFailure = '';
		child.on('message', (message) => {
			startFailure = message.failed ?? startFailure;
		});
		child.on('error', reject);
		child.on('exit', (code, signal) => {
			clearInterval(ticker);
			if (code === 0) return resolve();
			const how = startFailure || `it ended with ${signal ?? code}, and says why above`;
			return reject(
				new Error(`tip-bench: ${name} failed in ${root}: ${how}. Mend that and run the same command again.`),
			);
		});
	});
}

module.exports = { runStep };
