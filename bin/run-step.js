'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');

const leash = path.join(path.dirname(__dirname), 'machine', 'leash.js');

// Of a step's output this much is kept, in characters, to be shown where it fails.
const keptOutput = 20_000;

/**
 * Runs one command of the preparation in the checkout, with a line now and then; its output is shown where it fails.
 * It ends with this process, however that ends. Rejects with an Error that names the step.
 */
function runStep(name, command, { root, say }) {
	const began = Date.now();
	return new Promise((resolve, reject) => {
		// No time to end in: a step is done again after an interruption, and must not overlap with that.
		const child = spawn(process.execPath, [leash, '0', ...command], {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
			detached: true,
		});
		const seconds = () => Math.round((Date.now() - began) / 1000);
		const ticker = setInterval(() => say(`tip-bench: ${name}: ${seconds()} s so far …`), 10_000);
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text) => {
				output = (output + text).slice(-keptOutput);
			});
		}
		let startFailure = '';
		child.on('message', (message) => {
			startFailure = message.failed ?? startFailure;
		});
		child.on('error', reject);
		child.on('close', (code, signal) => {
			clearInterval(ticker);
			if (code === 0) return resolve();
			if (output.trim() !== '') say(output.trimEnd());
			const how = startFailure || `it ended with ${signal ?? code}, and says why above`;
			return reject(
				new Error(`tip-bench: ${name} failed in ${root}: ${how}. Mend that and run the same command again.`),
			);
		});
	});
}

module.exports = { runStep };
