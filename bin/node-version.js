'use strict';

const fs = require('node:fs');
const path = require('node:path');

/** Whether `version` is at least `minimum`; both are dotted numbers such as 20.19.0. */
function isAtLeast(version, minimum) {
	const [have, want] = [version, minimum].map((text) => text.split('.').map(Number));
	for (let place = 0; place < 3; place += 1) {
		if (have[place] !== want[place]) return have[place] > want[place];
	}
	return true;
}

/** Throws an Error that says what to do where `version` is older than package.json's `engines`. */
function checkNodeVersion(root, version) {
	const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
	const minimum = manifest.engines.node.replace(/^>=\s*/, '');
	if (isAtLeast(version, minimum)) return;
	throw new Error(
		`tip-bench needs Node ${minimum} or newer, and this is Node ${version} (${process.execPath}).\n` +
			'Install a newer one from https://nodejs.org, or with `nvm install 24`, and run the command again.',
	);
}

module.exports = { checkNodeVersion, isAtLeast };
