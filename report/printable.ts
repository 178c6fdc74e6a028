// Control characters steer a terminal; directions and their isolates change the order in which a line is read.
const steering = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** Text from outside with its control characters shown, so that nothing a model wrote can steer the terminal or its reader. */
export function printable(text: string): string {
	return text.replace(steering, (each) => {
		const code = each.charCodeAt(0).toString(16);
		return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
	});
}
