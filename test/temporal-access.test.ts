import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { oneLine, tipBench } from '../testbed/commands';
import { printed, runToJudge } from '../testbed/judge-bench';
import { testStack, tinyModels } from '../testbed/stack';
import { openTemporalGate } from '../testbed/temporal-gate';
import { testCertificates } from '../testbed/test-certificates';
import { startStackWorker } from '../testbed/worker-process';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'tip-bench-environment-'));
	for (const [name, text] of [
		['authority.pem', testCertificates.authority],
		['client.pem', testCertificates.client.cert],
		['client.key', testCertificates.client.key],
	] as const)
		writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a Temporal behind TLS and an API key', () => {
	const key = { apiKey: 'hunter2-right' };

	test('is reached by commands, workers and doctor as the environment says', async () => {
		const gate = await openTemporalGate(testStack().temporal, key);
		const variables = {
			TEMPORAL_ADDRESS: `https://${gate.address}/`,
			TEMPORAL_TLS_SERVER_CA_CERT_PATH: join(folder, 'authority.pem'),
			TEMPORAL_API_KEY: `${key.apiKey}\n`,
		};
		try {
			const running = await startStackWorker({ ...variables, TIP_BENCH_QUEUES: 'gpu-cloud' });
			const gpus = JSON.stringify({ 'gpu-cloud': testStack().ollama });
			const cells = ['--models', tinyModels[0], '--prompts', 'v1', '--n-scenarios', '1', '--num-predict', '24'];
			const status = await runToJudge(['--experiment', 'cloud', '--gpus', gpus, ...cells], variables);
			await running.stop();
			expect(status).toMatchObject({ phase: 'awaiting-judge', cells: { total: 1, done: 1 } });
			expect(gate.headers.some(({ ':path': path }) => path?.includes('PollActivityTaskQueue'))).toBe(true);
			expect(printed<{ name: string; ok: boolean }[]>(await tipBench(['doctor', '--json'], variables))).toContainEqual(
				expect.objectContaining({ name: 'Temporal', ok: true, origin: 'running' }),
			);

			for (const TEMPORAL_API_KEY of ['', 'hunter2-wrong']) {
				const refused = await tipBench(['status'], { ...variables, TEMPORAL_API_KEY });
				expect(refused.code).toBe(1);
				expect(oneLine(refused)).toMatch(/^TemporalRefused: ((?!hunter2).)*TEMPORAL_API_KEY((?!hunter2).)*$/);
				const doctor = await tipBench(['doctor'], { ...variables, TEMPORAL_API_KEY });
				expect(doctor.code).toBe(1);
				expect(doctor.stdout).toMatch(/Temporal +wrong: .* turns us away/);
				expect(doctor.stdout).not.toContain('hunter2');
			}
			await expect(startStackWorker({ ...variables, TEMPORAL_API_KEY: 'hunter2-wrong' })).rejects.toThrow(
				/TemporalRefused/,
			);
		} finally {
			await gate.close();
		}
	});

	test('is reached as a profile in temporal.toml says, with a certificate of our own', async () => {
		const gate = await openTemporalGate(testStack().temporal, { ...key, clientCertificate: true });
		const file = join(folder, 'temporal.toml');
		const at = (name: string) => JSON.stringify(join(folder, name));
		writeFileSync(
			file,
			`[profile.gate]\naddress = "${gate.address}"\nnamespace = "default"\napi_key = "${key.apiKey}"\n[profile.gate.tls]\n` +
				`server_ca_cert_path = ${at('authority.pem')}\nclient_cert_path = ${at('client.pem')}\nclient_key_path = ${at('client.key')}\n` +
				`[profile.bare]\naddress = "${gate.address}"\n`,
		);
		const profile = { TEMPORAL_ADDRESS: '', TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'gate' };
		try {
			expect((await tipBench(['status'], profile)).code).toBe(0);
			await (await startStackWorker({ ...profile, TIP_BENCH_QUEUES: 'gpu-profile' })).stop();
			const bare = await tipBench(['status'], { ...profile, TEMPORAL_PROFILE: 'bare' });
			expect(bare.code).toBe(1);
			expect(oneLine(bare)).toContain(`correct the profile bare in ${file}`);
			const none = await tipBench(['status'], { ...profile, TEMPORAL_PROFILE: 'other' });
			expect(none.code).toBe(2);
			expect(oneLine(none)).toMatch(
				/^EnvironmentInvalid: TEMPORAL_PROFILE: there is no profile `other`.* which has gate, bare$/,
			);
		} finally {
			await gate.close();
		}
	});
});
