import { listedName, wholeName } from './model-name';

test.each([
	['gemma3', 'registry.ollama.ai/library/gemma3:latest'],
	['Gemma3:LATEST', 'registry.ollama.ai/library/gemma3:latest'],
	['library/gemma3', 'registry.ollama.ai/library/gemma3:latest'],
	['registry.ollama.ai/library/gemma3:latest', 'registry.ollama.ai/library/gemma3:latest'],
	['qwen2.5:0.5b', 'registry.ollama.ai/library/qwen2.5:0.5b'],
	['me/tiny', 'registry.ollama.ai/me/tiny:latest'],
	['hf.co/me/tiny-GGUF:Q4_K_M', 'hf.co/me/tiny-gguf:q4_k_m'],
	['hub.example:5000/me/tiny', 'hub.example:5000/me/tiny:latest'],
	['hub.example:5000/me/tiny:1b', 'hub.example:5000/me/tiny:1b'],
	[' tiny ', 'registry.ollama.ai/library/tiny:latest'],
])('%s is wholly %s', (name, whole) => {
	expect(wholeName(name)).toBe(whole);
});

test.each([
	['qwen2.5:0.5b', 'qwen2.5:0.5b'],
	['tiny', 'tiny:latest'],
	['library/tiny', 'tiny:latest'],
	['registry.ollama.ai/library/tiny:1b', 'tiny:1b'],
	['registry.ollama.ai/me/tiny', 'me/tiny:latest'],
	['hub.example:5000/me/tiny', 'hub.example:5000/me/tiny:latest'],
])('%s is listed as %s', (name, listed) => {
	expect(listedName(name)).toBe(listed);
});
