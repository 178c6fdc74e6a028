import { readFile } from 'node:fs/promises';

/** Linux counts processor time in hundredths of a second, whatever its own clock is set to. */
const ticksPerSecond = 100;

/**
 * Processor time that the machine's host has given to others since it started, in seconds over all processors: `steal`. A
 * machine of one's own has none. `null` where it cannot be read.
 */
export async function stolenSeconds(): Promise<number | null> {
	const stat = await readFile('/proc/stat', 'utf8').catch(() => null);
	// cpu user nice system idle iowait irq softirq steal
	const stolen = stat?.split('\n', 1)[0]?.split(/\s+/)[8];
	return stolen === undefined ? null : Number(stolen) / ticksPerSecond;
}

/** Processor time that a process has used since it started, in seconds; `null` where it cannot be read. */
export async function processorSeconds(pid: number | undefined): Promise<number | null> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
	// The command's name, in parentheses, may hold spaces; utime and stime are the 12th and 13th after it.
	const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
	return fields === undefined ? null : (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
