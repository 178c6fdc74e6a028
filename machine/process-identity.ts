import { readFileSync } from 'node:fs';

/** A process as a file can name it. `start` is the kernel's start tick, '' where the system does not tell it. */
export interface ProcessIdentity {
	pid: number;
	start: string;
}

function startOf(pid: number): string {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The second field is a name in parentheses, which may hold spaces.
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
	} catch {
		return '';
	}
}

/** Names a living process; the start tick keeps a reused pid from being taken for it. */
export function identify(pid: number): ProcessIdentity {
	return { pid, start: startOf(pid) };
}

/** Whether the very process that was identified still lives. */
export function isAlive(identity: ProcessIdentity): boolean {
	try {
		process.kill(identity.pid, 0);
	} catch (error) {
		// EPERM means that it lives under another user.
		if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
	}
	return identity.start === '' || startOf(identity.pid) === identity.start;
}

/** Whether any process of the group that `leader` led still lives. */
export function isGroupAlive(leader: ProcessIdentity): boolean {
	try {
		process.kill(-leader.pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
