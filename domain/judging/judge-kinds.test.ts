import { tiersOf } from './judge-kinds';

const names = ['haiku', 'trial'];

test.each([
	[['claude-code'], { lazy: 'claude-code', auto: null }],
	[['claude-code', 'haiku'], { lazy: 'claude-code', auto: 'haiku' }],
	[['ollama/qwen2.5:7b'], { lazy: null, auto: 'ollama/qwen2.5:7b' }],
	[['Anna-Lena', 'trial'], { lazy: 'Anna-Lena', auto: 'trial' }],
	[['評審'], { lazy: '評審', auto: null }],
])('%j are tiers', (kinds, tiers) => {
	expect(tiersOf(kinds, names)).toEqual({ tiers });
});

test.each([
	[['haikuu'], /did you mean haiku\?/],
	[['haiku.yaml'], /is a file; its kind is haiku/],
	[['auto-judges/haiku'], /is a file; its kind is haiku/],
	[['claude-code haiku'], /two kinds are written a,b/],
	[['claude-code + haiku'], /two kinds are written a,b/],
	[['claude-code|haiku'], /two kinds are written a,b/],
	[['claude-code，haiku'], /two kinds are written a,b/],
	[['{claude-code', 'haiku}'], /two kinds are written a,b/],
	[['qwen2.5:7b'], /ollama\/TAG/],
	[['olama/qwen'], /ollama\/TAG/],
	[['ollama/ x'], /ollama\/TAG/],
	[['ollama/'], /must name a tag/],
	[['anna', 'ben'], /at most one lazy kind/],
	[['haiku', 'trial'], /at most one auto kind/],
])('%j is refused', (kinds, why) => {
	const found = tiersOf(kinds, names);
	expect('faults' in found ? found.faults.join('\n') : '').toMatch(why);
});
