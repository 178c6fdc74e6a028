import { parseConfig } from './config';

test('a password in an address is a fault, and not repeated', () => {
	for (const input of [
		{ ollama_url: 'http://me:hunter2@host' },
		{ mlflow_url: 'hunter2@host' },
		{ gpus: { one: 'http://me:hunter2@host' } },
	]) {
		const [fault, ...more] = (parseConfig(input) as { faults: string[] }).faults;
		expect(more).toEqual([]);
		expect(fault).toMatch(/must not carry a user or password.*…@host/);
		expect(fault).not.toContain('hunter2');
	}
});

test('what stands where a port would is not repeated where it may be a password', () => {
	for (const address of ['http://me:hunter2%40host', 'http://me:hunter2/x%40host']) {
		const parsed = parseConfig({ ollama_url: address });
		expect(parsed).toHaveProperty('notes', [
			'ollama_url: what stands behind the host is no port from 0 to 65535; 80 was taken, as Ollama does',
		]);
	}
});

test('a port that is none is said, since Ollama takes another one', () => {
	const parsed = parseConfig({ ollama_url: 'box:99999', gpus: { a: 'http://box:x', b: 'box:1' } });
	expect(parsed).toHaveProperty('notes', [
		'ollama_url: `99999` is no port from 0 to 65535; 11434 was taken, as Ollama does',
		'gpus.a: `x` is no port from 0 to 65535; 80 was taken, as Ollama does',
	]);
});

test('no note repeats a password', () => {
	const parsed = parseConfig({ ollama_url: ["'http://h/?token=hunter2'"], gpus: { a: '"h?key=hunter2"' } });
	expect(parsed).toHaveProperty('notes', [expect.stringMatching(/^ollama_url/), expect.stringMatching(/^gpus/)]);
	expect(JSON.stringify(parsed).replace(/^.*"notes"/, '')).not.toContain('hunter2');
});
