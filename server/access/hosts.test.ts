import { allowedHosts } from './hosts';

test.each(['*', '*.example.org', 'bench example', 'https://', 'a@b'])(
	'%j in TIP_BENCH_ADMIN_HOSTS is said to be no host',
	(named) => {
		expect(() => allowedHosts('127.0.0.1', [named])).toThrow(
			expect.objectContaining({
				code: 'EnvironmentInvalid',
				message: expect.stringMatching(/^TIP_BENCH_ADMIN_HOSTS: .* is no host/),
			}),
		);
	},
);

test.each([
	['http://127.0.0.1:8600', '127.0.0.1:8600', true],
	['http://localhost:8600', '127.0.0.1:8600', false],
	['http://127.0.0.1:5000', '127.0.0.1:8600', false],
	['https://bench.example.org', 'admin:8600', true],
	['https://bench.example.org:8443', 'admin:8600', false],
	['https://other.example.org:8443', 'admin:8600', true],
	['https://evil.bench.example.org', 'admin:8600', false],
	['null', 'null', false],
	['file://', '', false],
	['http://127.0.0.1:8600/path', '127.0.0.1:8600', false],
])('the origin %j, asked at %j, is its own: %j', (origin, host, isOwn) => {
	const hosts = allowedHosts('0.0.0.0', ['bench.example.org', 'https://other.example.org:8443/', 'admin']);
	expect(hosts.isOwnOrigin(origin, host)).toBe(isOwn);
});

test('bound to every address of this machine it answers to each of them by its numbers, and to no other', () => {
	const hosts = allowedHosts('0.0.0.0', []);
	expect(hosts.answersTo('127.0.0.1:8600')).toBe(true);
	expect(hosts.answersTo('127.1')).toBe(true);
	expect(hosts.answersTo('203.0.113.7:8600')).toBe(false);
	expect(allowedHosts('::1', []).answersTo('[::1]:8600')).toBe(true);
	expect(allowedHosts('10.1.2.3', []).answersTo('10.1.2.3')).toBe(true);
	expect(allowedHosts('10.1.2.3', []).answersTo('10.1.2.4')).toBe(false);
});
