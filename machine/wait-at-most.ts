/** What comes of work within so many milliseconds; `undefined` where it is late: then it goes on, and nobody waits for it. */
export async function waitAtMost<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
	const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms).unref());
	return Promise.race([work, late]);
}
