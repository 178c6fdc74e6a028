import { readRedirect } from './moved';

const asked = '/api/2.0/mlflow/runs/search?x=1';

test.each([
	['http://mlflow', `https://mlflow${asked}`, 'https://mlflow'],
	['http://mlflow:5000', `https://mlflow${asked}`, 'https://mlflow'],
	['http://mlflow:5000', `https://mlflow:5443${asked}`, 'https://mlflow:5443'],
	['http://mlflow', `https://mlflow/tracking${asked}`, 'https://mlflow/tracking'],
	['http://mlflow/old', `/new${asked}`, 'http://mlflow/new'],
	['https://mlflow/old', `https://mlflow${asked}`, 'https://mlflow'],
	['http://MLflow', `https://mlflow${asked}`, 'https://mlflow'],
])('%s is followed to %s', (from, location, url) => {
	expect(readRedirect(from, asked, location)).toEqual({ url, shown: expect.stringMatching(/^https?:/) });
});

test.each([
	['another host', 'http://mlflow', `https://login.example.com${asked}`],
	['another host that only begins the same', 'http://mlflow', `https://mlflow.example.com${asked}`],
	['another scheme below', 'https://mlflow', `http://mlflow${asked}`],
	['another port without TLS', 'http://mlflow:5000', `http://mlflow:5001${asked}`],
	['a page', 'http://mlflow', 'https://mlflow/login'],
	['a page that asks what we asked for', 'http://mlflow', `https://mlflow/login?next=${asked}`],
	['other questions', 'http://mlflow', 'https://mlflow/api/2.0/mlflow/runs/search?x=2'],
	['nothing that is an address', 'http://mlflow', 'http://['],
])('to %s it is not', (_what, from, location) => {
	expect(readRedirect(from, asked, location).url).toBeNull();
});

test('a secret in where it leads is not shown', () => {
	const { shown } = readRedirect('http://mlflow', asked, 'https://me:hunter2@login.example.com/in?token=hunter2');
	expect(shown).toBe('https://login.example.com/in');
});
