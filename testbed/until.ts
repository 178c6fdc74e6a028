/**
 * Waits until something holds, looking a few times a second.
 * @throws Error after a minute, with the last failure of looking as its cause
 */
export async function until(holds: () => Promise<boolean>, limitMs = 60_000): Promise<void> {
	const end = Date.now() + limitMs;
	let cause: unknown;
	while (Date.now() < end) {
		try {
			if (await holds()) return;
		} catch (error) {
			cause = error;
		}
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	throw new Error(`it did not come to hold within ${limitMs / 1000} s`, { cause });
}
