import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testCertificates } from '../../testbed/test-certificates';
import { makeFolderSync } from '../make-folder';
import { namedTemporal } from './target';

/** A file that every system of ours has. */
const nothingInIt = '/dev/null';

let home: string;
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'tip-bench-profiles-'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** The environment of somebody with this `temporal.toml`, and these variables. */
function person(toml: string | null, variables: Record<string, string> = {}) {
	const folder = join(home, '.config', 'temporalio');
	if (toml !== null) {
		makeFolderSync(folder);
		writeFileSync(join(folder, 'temporal.toml'), toml);
	}
	// On every system the same place, and not that of whoever runs the test.
	const file = toml === null ? nothingInIt : join(folder, 'temporal.toml');
	return { HOME: home, TEMPORAL_CONFIG_FILE: file, ...variables };
}

const profiles = `
[profile.default]
address = "temporal.example.com:7233"
namespace = "tips"

[profile.cloud]
address = "eu.api.temporal.io:7233"
namespace = "tips.a1b2c"
api_key = "hunter2"
[profile.cloud.grpc_meta]
team = "tips"
`;

test('nobody says anything', () => {
	const usual = { temporal: 'localhost:7233', namespace: 'default', credentials: {}, isNamed: false };
	expect(namedTemporal(person(null))).toMatchObject(usual);
	expect(namedTemporal(person('', { TEMPORAL_ADDRESS: '', TEMPORAL_NAMESPACE: ' ' }))).toMatchObject(usual);
	expect(namedTemporal(person(null)).sources?.address).toMatch(/^TEMPORAL_ADDRESS \(unset/);
});

test('the default profile counts, and a variable over it', () => {
	const env = person(profiles);
	const file = env.TEMPORAL_CONFIG_FILE;
	expect(namedTemporal(env)).toEqual({
		temporal: 'temporal.example.com:7233',
		namespace: 'tips',
		credentials: {},
		sources: { address: `the profile default in ${file}`, namespace: `the profile default in ${file}` },
		isNamed: true,
	});
	expect(namedTemporal({ ...env, TEMPORAL_ADDRESS: '[::1]:7233', TEMPORAL_PROFILE: '' })).toMatchObject({
		temporal: '[::1]:7233',
		namespace: 'tips',
		sources: { address: 'TEMPORAL_ADDRESS' },
	});
});

test('another profile is chosen by TEMPORAL_PROFILE, with its key, which means TLS, and its headers', () => {
	const env = person(profiles, { TEMPORAL_PROFILE: 'cloud', TEMPORAL_GRPC_META_AREA: 'north' });
	expect(namedTemporal(env)).toMatchObject({
		temporal: 'eu.api.temporal.io:7233',
		namespace: 'tips.a1b2c',
		credentials: { tls: true, apiKey: 'hunter2', metadata: { team: 'tips', area: 'north' } },
	});
	expect(namedTemporal({ ...env, TEMPORAL_API_KEY: 'other\n' }).credentials?.apiKey).toBe('other');
});

test('the usual file is looked for in the home folder', () => {
	const { TEMPORAL_CONFIG_FILE: _file, ...env } = person(profiles);
	const usual = { linux: join(home, '.config') }[process.platform as 'linux'];
	if (usual === undefined) return;
	expect(namedTemporal(env).namespace).toBe('tips');
	expect(namedTemporal({ ...env, HOME: '', XDG_CONFIG_HOME: usual }).namespace).toBe('tips');
});

test('certificates come from files and from variables', () => {
	const paths = { TEMPORAL_TLS_CLIENT_CERT_PATH: '~/c.pem', TEMPORAL_TLS_CLIENT_KEY_PATH: join(home, 'k.pem') };
	writeFileSync(join(home, 'c.pem'), testCertificates.client.cert);
	writeFileSync(join(home, 'k.pem'), testCertificates.client.key);
	const data = {
		TEMPORAL_TLS_SERVER_CA_CERT_DATA: testCertificates.authority,
		TEMPORAL_TLS_SERVER_NAME: 'temporal.test',
	};
	const tls = namedTemporal(person(null, { ...paths, ...data })).credentials?.tls;
	expect(tls).toMatchObject({ serverNameOverride: 'temporal.test' });
	if (typeof tls !== 'object' || tls === null) throw new Error('there is no TLS');
	expect(Buffer.from(tls.clientCertPair?.crt ?? []).toString()).toBe(testCertificates.client.cert);
	expect(Buffer.from(tls.clientCertPair?.key ?? []).toString()).toBe(testCertificates.client.key);
	expect(Buffer.from(tls.serverRootCACertificate ?? []).toString()).toBe(testCertificates.authority);
});

test.each([
	[{ TEMPORAL_ADDRESS: 'https://host' }, true],
	[{ TEMPORAL_ADDRESS: 'host', TEMPORAL_TLS: 'TRUE' }, {}],
	[{ TEMPORAL_ADDRESS: 'host', TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: 'k' }, undefined],
	[{ TEMPORAL_ADDRESS: 'host', TEMPORAL_API_KEY: 'k' }, true],
	[{ TEMPORAL_ADDRESS: 'host' }, undefined],
])('%j has TLS %j', (variables, tls) => {
	const found = namedTemporal(person(null, variables as Record<string, string>)).credentials?.tls;
	if (tls === undefined) expect(found).toBeUndefined();
	else expect(found).toEqual(tls === true ? true : expect.any(Object));
});

test.each([
	[
		'',
		{ TEMPORAL_PROFILE: 'prod' },
		/^TEMPORAL_PROFILE: there is no profile `prod` in .*temporal\.toml, which has none/,
	],
	[profiles, { TEMPORAL_PROFILE: 'prod' }, /which has default, cloud$/],
	[profiles, { TEMPORAL_ADDRESS: 'host:x' }, /^TEMPORAL_ADDRESS: /],
	['[profile.default]\naddress = "a b"', {}, /^the profile default in .*: `a b`/],
	['[profile.default]\naddress = 7233', {}, /temporal\.toml: .*string/],
	['[profile.default]\napi_key = "hunter2', {}, /temporal\.toml: line \d+, column \d+: /],
	['[profile', {}, /temporal\.toml: line 1/],
	[null, { TEMPORAL_TLS: 'yes' }, /^TEMPORAL_TLS must be/],
	[null, { TEMPORAL_TLS_CLIENT_CERT_PATH: '/no/where.pem', TEMPORAL_TLS_CLIENT_KEY_PATH: '/no/k' }, /\/no\/where\.pem/],
	[null, { TEMPORAL_TLS_CLIENT_CERT_PATH: '/no/where.pem' }, /one of the two is missing/],
	[null, { TEMPORAL_ADDRESS: 'https://h', TEMPORAL_TLS: 'false' }, /`https:\/\/` means TLS/],
	[null, { TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: 'true' }, /TEMPORAL_TLS_SERVER_CA_CERT_PATH/],
])('%j and %j are refused with what is wrong', (toml, variables, why) => {
	const read = () => namedTemporal(person(toml, variables as Record<string, string>));
	expect(read).toThrow(expect.objectContaining({ code: 'EnvironmentInvalid' }));
	expect(read).toThrow(why);
	expect(read).toThrow(/^((?!hunter2).)*$/s);
});

test('a folder in the place of the file is no file without profiles', () => {
	expect(() => namedTemporal({ HOME: home, TEMPORAL_CONFIG_FILE: home })).toThrow(/cannot be read/);
});

test('a file that TEMPORAL_CONFIG_FILE names has to be there; the usual one need not', () => {
	for (const missing of [join(home, 'no.toml'), join(home, 'no', 'where.toml')]) {
		const read = () => namedTemporal({ HOME: home, TEMPORAL_CONFIG_FILE: missing });
		expect(read).toThrow(expect.objectContaining({ code: 'EnvironmentInvalid' }));
		expect(read).toThrow(`TEMPORAL_CONFIG_FILE: ${missing}: there is no such file`);
	}
	expect(namedTemporal({ HOME: home, XDG_CONFIG_HOME: home }).isNamed).toBe(false);
});

test.each(['None', 'null', '"undefined"', 'nil', '<no value>'])('TEMPORAL_ADDRESS=%s names no host', (word) => {
	const env = { ...person(null), TEMPORAL_ADDRESS: word, TEMPORAL_NAMESPACE: word, TEMPORAL_API_KEY: word };
	expect(namedTemporal(env)).toMatchObject({ temporal: 'localhost:7233', namespace: 'default', isNamed: false });
});
