/** Whether a path is the API's, or was meant to be: a slash too many, or in other letters. Every other one is the panel's. */
export function isApi(path: string): boolean {
	return /^\/+api(\/|$)/i.test(path);
}
