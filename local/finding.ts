import type { Origin, PartName } from './part';

/** One thing that was looked at: a part of the stack, or something of the machine. */
export interface Finding {
	name: PartName | 'environment' | 'Node' | 'disk' | 'state' | 'GPU' | 'Python' | 'Go';
	/** What and where, in a few words; null where it is missing. */
	found: string | null;
	/** A part's version, and which rung of the ladder has it; null for the machine and where it is missing. */
	version: string | null;
	origin: Origin | null;
	/** Whether nothing of it keeps tip-bench from working: what `up` fetches by itself does not. */
	ok: boolean;
	/** What to do, in a sentence or two; null where nothing is. */
	advice: string | null;
}

/** A finding of the machine, which has no version and no rung. */
export function machineFinding(
	name: Finding['name'],
	found: string | null,
	{ advice = null, ok = true }: { advice?: string | null; ok?: boolean } = {},
): Finding {
	return { name, found, version: null, origin: null, ok, advice };
}
