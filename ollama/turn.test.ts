import { hostname } from 'node:os';
import { createTurns, turnKey } from './turn';

const never = new AbortController().signal;

test('all names of this machine are one Ollama, another port or machine is another', () => {
	const names = ['localhost', '127.0.0.1', '127.0.1.1', '[::1]', '0.0.0.0', hostname()];
	expect(new Set(names.map((name) => turnKey(`http://${name}:11434`))).size).toBe(1);
	expect(turnKey('http://localhost:11434/')).toBe(turnKey('http://127.0.0.1:11434'));
	const others = ['http://localhost:11435', 'http://gpu-box:11434', 'https://localhost', 'http://localhost'];
	expect(new Set([...others, 'http://localhost:11434'].map(turnKey)).size).toBe(5);
});

test('two turns at one Ollama never overlap, whichever name they call it by', async () => {
	const said: string[] = [];
	let inside = 0;
	let most = 0;
	const turns = createTurns((line) => said.push(line));
	const turn = (url: string) =>
		turns.take(url, never, async () => {
			most = Math.max(most, ++inside);
			await new Promise((resolve) => setTimeout(resolve, 10));
			inside -= 1;
		});
	const urls = ['http://localhost:1', 'http://127.0.0.1:1'];
	await Promise.all([...urls, ...urls, ...urls].map(turn));
	expect(most).toBe(1);
	// Waiting for another cell of this process is the usual thing.
	expect(said).toEqual([]);
});

test('a turn that fails is given back', async () => {
	const turns = createTurns(() => {});
	const fail = turns.take('http://localhost:2', never, () => Promise.reject(new Error('broke')));
	await expect(fail).rejects.toThrow('broke');
	expect(await turns.take('http://localhost:2', never, async () => 'next')).toBe('next');
});
