import { isLoopback, readTemporalAddress } from './address';

test.each([
	['localhost', 'localhost:7233', false],
	['localhost:7233', 'localhost:7233', false],
	['LOCALHOST:7234', 'LOCALHOST:7234', false],
	[' localhost:7233 ', 'localhost:7233', false],
	['localhost:', 'localhost:7233', false],
	[':7234', 'localhost:7234', false],
	['', 'localhost:7233', false],
	['http://', 'localhost:7233', false],
	['127.0.0.1', '127.0.0.1:7233', false],
	['0.0.0.0:7233', '127.0.0.1:7233', false],
	['::1', '[::1]:7233', false],
	['[::1]', '[::1]:7233', false],
	['[::1]:7233', '[::1]:7233', false],
	['[::1]:', '[::1]:7233', false],
	['::', '[::1]:7233', false],
	['[::]:7234', '[::1]:7234', false],
	['[0:0:0:0:0:0:0:0]:7234', '[::1]:7234', false],
	['2001:db8::7', '[2001:db8::7]:7233', false],
	['http://localhost:7233', 'localhost:7233', false],
	['http://localhost:7233/', 'localhost:7233', false],
	['HTTP://localhost', 'localhost:7233', false],
	['http://[::1]', '[::1]:7233', false],
	['https://temporal.example.com', 'temporal.example.com:7233', true],
	['HTTPS://temporal.example.com:443/', 'temporal.example.com:443', true],
	['grpcs://temporal.example.com', 'temporal.example.com:7233', true],
	['grpc://temporal:7233', 'temporal:7233', false],
	['dns:///temporal:7233', 'temporal:7233', false],
	['tcp://10.0.0.5:7233', '10.0.0.5:7233', false],
	['temporal-frontend.temporal.svc.cluster.local:7233', 'temporal-frontend.temporal.svc.cluster.local:7233', false],
	['ns.acct.tmprl.cloud:07233', 'ns.acct.tmprl.cloud:7233', false],
	['temporal_server:7233', 'temporal_server:7233', false],
])('%p is %s', (text, address, secure) => {
	expect(readTemporalAddress(text, 'TEMPORAL_ADDRESS')).toEqual({ address, secure });
});

test.each([
	'localhost:72x33',
	'localhost:99999',
	'localhost:0',
	'localhost:-1',
	'a b:7233',
	'a:7233,b:7233',
	'http://localhost:8233/namespaces/default',
	'localhost:7233/x?y#z',
	'ftp://localhost:7233',
	'unix:///tmp/temporal.sock',
	'1:2:3',
	'[::1',
	'[fe80::1%eth0]:7233',
	'localhost:7233:7233',
])('%p is refused by the name of what holds it', (text) => {
	expect(() => readTemporalAddress(text, 'TEMPORAL_ADDRESS')).toThrow(
		expect.objectContaining({ code: 'EnvironmentInvalid', message: expect.stringMatching(/^TEMPORAL_ADDRESS: /) }),
	);
});

test('a password is refused and not repeated', () => {
	for (const text of ['http://me:hunter2@host:7233', 'me:hunter2@host:7233', 'hunter2@host']) {
		expect(() => readTemporalAddress(text, 'TEMPORAL_ADDRESS')).toThrow(/^((?!hunter2).)*must not carry/);
	}
});

test.each([
	['localhost:7233', true],
	['127.0.0.1:7233', true],
	['127.8.9.1:7233', true],
	['[::1]:7233', true],
	['localhost.example.com:7233', false],
	['10.0.0.1:7233', false],
	['temporal:7233', false],
])('%s is this machine: %s', (address, here) => {
	expect(isLoopback(address)).toBe(here);
});
