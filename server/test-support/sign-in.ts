import { type TestApp, testToken } from './test-app';

/** What a browser says of a request that a page of the server itself makes. */
export const ownPage = { 'sec-fetch-site': 'same-origin' };

/** Signs in as a browser does. */
export async function signIn(
	app: TestApp,
	headers: Record<string, string> = ownPage,
	token = testToken,
): Promise<Response> {
	return app.request('/api/session', {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify({ token }),
	});
}

/** What a browser sends back after that. */
export function cookieOf(answer: Response): string {
	return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Asks who is signed in. */
export function whoIs(app: TestApp, headers: Record<string, string>): Promise<Response> {
	return Promise.resolve(app.request('/api/session', { headers }));
}

/** The code of a refusal. */
export async function codeOf(answer: Response | Promise<Response>): Promise<unknown> {
	return ((await (await answer).json()) as { code?: unknown }).code;
}
