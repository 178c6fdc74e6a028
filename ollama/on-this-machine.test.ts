import { hostname } from 'node:os';
import { isOnThisMachine } from './on-this-machine';

test.each([
	['http://localhost:11434', true],
	['http://127.0.0.1:11434', true],
	['http://127.1.2.3:11434', true],
	['http://[::1]:11434', true],
	[`http://${hostname()}:11434`, true],
	['http://ollama:11434', false],
	['https://gpu.example.com', false],
	['http://10.0.0.7:11434/behind/a/proxy', false],
])('%s is on this machine: %s', (url, expected) => {
	expect(isOnThisMachine(url)).toBe(expected);
});
