import { longestRunName, runNameOf } from './run-name';

const nameOf = (prompt: string, scenario: string, model: string, repeat = 0) =>
	runNameOf({
		prompt: { name: prompt, hash: '' },
		scenario: { name: scenario, hash: '' },
		model: { name: model, digest: '', parameters: 1, think: null },
		repeat,
	});

test('begins with what tells a run from its neighbours', () => {
	expect(nameOf('v3-few-shot', 'parent-morning', 'gemma3:1b')).toBe('v3-few-shot × parent-morning × gemma3:1b');
	expect(nameOf('v1', 'parent-morning', 'm:1b', 2)).toBe('v1 × parent-morning #3 × m:1b');
});

test.each([
	['long model', 'v1', 's', `hf.co/${'x'.repeat(400)}:Q4_K_M`],
	['long scenario', 'v1', '😀'.repeat(100), 'm:1b'],
	['long prompt version', 'é'.repeat(120), 'parent-morning', 'm:1b'],
	['all', 'p'.repeat(250), '日'.repeat(100), 'm'.repeat(500)],
])('never has more bytes than MLflow keeps, nor loses a part: %s', (_what, prompt, scenario, model) => {
	for (const repeat of [0, 99_999]) {
		const name = nameOf(prompt, scenario, model, repeat);
		expect(Buffer.byteLength(name)).toBeLessThanOrEqual(longestRunName);
		expect(Buffer.byteLength(name)).toBeGreaterThan(longestRunName - 12);
		const parts = name.split(' × ');
		expect(parts).toHaveLength(3);
		expect(parts.every((part) => part.length > 0 && part.isWellFormed())).toBe(true);
		if (repeat > 0) expect(parts[1]).toMatch(/ #100000$/);
	}
});

test('what is short stays whole beside what is long', () => {
	const name = nameOf('v3-few-shot', 'parent-morning', 'm'.repeat(500));
	expect(name).toMatch(/^v3-few-shot × parent-morning × m+…$/);
});
