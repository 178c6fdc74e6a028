'use strict';
// Runs a command in a process group of its own and ends that group when our owner is gone, however the
// owner went. Usage: node leash.js GRACE_MILLISECONDS COMMAND [ARGUMENT…], with an IPC channel to the owner.

const { spawn } = require('node:child_process');

const [graceText, command, ...commandArguments] = process.argv.slice(2);
const part = spawn(command, commandArguments, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });

function signalGroup(signal) {
	try {
		process.kill(-part.pid, signal);
	} catch {
		// The group is gone already, which is what we want.
	}
}

let ending = false;
function endGroup() {
	if (ending || part.pid === undefined) return;
	ending = true;
	signalGroup('SIGTERM');
	setTimeout(() => signalGroup('SIGKILL'), Number(graceText));
}

/** Tells the owner, where there still is one, and leaves. */
function leave(message, code) {
	if (!process.connected) process.exit(code);
	process.send(message, () => process.exit(code));
}

part.once('spawn', () => {
	if (process.connected) process.send({ pid: part.pid }, () => {});
});
part.once('error', (error) => leave({ failed: `${command} could not be started (${error.message})` }, 127));
part.once('exit', (code, signal) => {
	// Whatever the part left behind in its group ends with it.
	signalGroup('SIGKILL');
	leave({ exit: { code, signal } }, code ?? 1);
});

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, endGroup);
process.on('disconnect', endGroup);
if (!process.connected) endGroup();
