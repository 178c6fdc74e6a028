/** Text from outside with its control characters shown, so that nothing a model wrote can steer the terminal. */
export function printable(text: string): string {
	return text.replace(/\p{Cc}/gu, (each) => `\\x${each.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
