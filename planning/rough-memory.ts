/** Weights aside, what a runner takes: context and buffers, as a share of the file. */
const overheadShare = 0.25;

/** Roughly what a model takes in memory. @param bytes of its file */
export function roughMemoryBytes(bytes: number): number {
	return Math.round(bytes * (1 + overheadShare));
}
