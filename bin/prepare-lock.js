'use strict';
// One preparation of a checkout at a time: a folder that appears whole, with its owner written inside.

const fs = require('node:fs');
const path = require('node:path');

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** When a process began, in the kernel's ticks, so that a reused pid is not taken for its former owner; '' where unknown. */
function startOf(pid) {
	try {
		const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
	} catch {
		return '';
	}
}

function ownerText() {
	return `${process.pid} ${startOf(process.pid)}`;
}

/** Whether the process that `owner` ("PID START") names still lives. */
function isAlive(owner) {
	const [pid, start] = owner.split(' ');
	try {
		process.kill(Number(pid), 0);
	} catch (error) {
		if (error.code !== 'EPERM') return false;
	}
	return start === '' || startOf(pid) === start;
}

function readOwner(lock) {
	try {
		return fs.readFileSync(path.join(lock, 'owner'), 'utf8');
	} catch {
		return undefined;
	}
}

/** Takes the lock where it is free. */
function tryLock(lock) {
	const fresh = `${lock}.${process.pid}`;
	fs.rmSync(fresh, { recursive: true, force: true });
	fs.mkdirSync(fresh);
	fs.writeFileSync(path.join(fresh, '.gitignore'), '*\n');
	fs.writeFileSync(path.join(fresh, 'owner'), ownerText());
	try {
		// Fails where a folder with something in it has the name, so it is as atomic as mkdir and never without an owner.
		fs.renameSync(fresh, lock);
		return true;
	} catch (error) {
		fs.rmSync(fresh, { recursive: true, force: true });
		if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return false;
		throw error;
	}
}

/** Clears away the lock of an owner that is dead, unless another process has just taken it over. */
function clearDead(lock, deadOwner) {
	const aside = `${lock}.dead.${process.pid}`;
	try {
		fs.renameSync(lock, aside);
		if (readOwner(aside) !== deadOwner) return fs.renameSync(aside, lock);
		fs.rmSync(aside, { recursive: true, force: true });
	} catch {
		// Somebody else was quicker; the next round sees what they made of it.
	}
}

/** Runs `work` while this process alone holds the checkout's lock; says so once where it has to wait. */
async function withLock(root, say, work) {
	const lock = path.join(root, '.prepare-lock');
	let said = false;
	while (!tryLock(lock)) {
		const owner = readOwner(lock);
		if (owner !== undefined && !isAlive(owner)) {
			clearDead(lock, owner);
			continue;
		}
		if (!said)
			say(`tip-bench: another process (${owner?.split(' ')[0] ?? '?'}) prepares this checkout; waiting for it …`);
		said = true;
		await pause(200);
	}
	try {
		return await work();
	} finally {
		fs.rmSync(lock, { recursive: true, force: true });
	}
}

module.exports = { withLock, isAlive };
