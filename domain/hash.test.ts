import { canonicalJson, hashOf, sha256Hex } from './hash';

test('SHA-256 is that of the platform, for texts beyond ASCII too', async () => {
	for (const text of ['', 'abc', 'Grüße, 水 👋', 'x'.repeat(100_000)]) {
		const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
		expect(sha256Hex(text)).toBe(Buffer.from(digest).toString('hex'));
	}
});

test('equal values give equal text, whatever the order of their members', () => {
	expect(canonicalJson({ b: 1, a: { d: [2, { z: 1, y: 2 }], c: null } })).toBe(
		'{"a":{"c":null,"d":[2,{"y":2,"z":1}]},"b":1}',
	);
	expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }));
	expect(hashOf({ a: 1, left: undefined })).toBe(hashOf({ a: 1 }));
});

test('different values give different hashes', () => {
	const values = [[], {}, null, '', 0, '0', [0], [[0]], { a: null }, { a: [] }, [1, 2], [2, 1]];
	expect(new Set(values.map(hashOf)).size).toBe(values.length);
});
