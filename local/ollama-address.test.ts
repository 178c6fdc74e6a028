import { ollamaAddress } from './ollama-address';

test.each([
	['', 'http://127.0.0.1:11434'],
	['0.0.0.0', 'http://127.0.0.1:11434'],
	['0.0.0.0:9000', 'http://127.0.0.1:9000'],
	[':9000', 'http://127.0.0.1:9000'],
	['[::]:9000', 'http://127.0.0.1:9000'],
	['[::1]:9000', 'http://[::1]:9000'],
	['gpu-box', 'http://gpu-box:11434'],
	['gpu-box:9000/', 'http://gpu-box:9000'],
	['http://gpu-box', 'http://gpu-box:80'],
	['https://gpu-box/ollama/', 'https://gpu-box:443/ollama'],
])('reads OLLAMA_HOST=%j as %s', (host, address) => {
	expect(ollamaAddress(host)).toBe(address);
});
