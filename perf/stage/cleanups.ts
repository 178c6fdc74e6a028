/** What is to be ended, whatever happens; the last thing begun is ended first. */
export class Cleanups {
	private readonly steps: (() => Promise<unknown>)[] = [];

	/** Remembers how to end something, and hands it on. */
	add<T>(thing: T, end: (thing: T) => Promise<unknown>): T {
		this.steps.push(() => end(thing));
		return thing;
	}

	/** Ends everything, each in spite of the others' failures. Safe to call again. */
	async run(): Promise<void> {
		for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) {
			await step().catch((error: unknown) => process.stderr.write(`while ending: ${String(error)}\n`));
		}
	}
}
