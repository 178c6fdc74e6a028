/** Whether a path is the API's; every other one is the panel's. */
export function isApi(path: string): boolean {
	return path === '/api' || path.startsWith('/api/');
}
