import { type Batch, splitBatch } from './log-batch';

const tags = (count: number, value: string) => Array.from({ length: count }, (_, at) => ({ key: `t${at}`, value }));
const merged = (parts: readonly Batch[]) => ({
	params: parts.flatMap((part) => part.params),
	metrics: parts.flatMap((part) => part.metrics),
	tags: parts.flatMap((part) => part.tags),
});

test.each([
	['few', { params: tags(12, 'p'), metrics: [], tags: tags(20, 'x') }, 1],
	['99 tags', { params: [], metrics: [], tags: tags(99, 'x') }, 1],
	['100 tags, with which there is no room for our own', { params: [], metrics: [], tags: tags(100, 'x') }, 2],
	['much text', { params: tags(1, 'p'), metrics: [], tags: tags(60, '😀'.repeat(4_000)) }, 2],
	['250 params', { params: tags(250, 'p'), metrics: [], tags: tags(1, 'x') }, 3],
])('MLflow takes every part: %s', (_case, batch, count) => {
	const parts = splitBatch(batch);
	expect(parts).toHaveLength(count);
	expect(merged(parts)).toEqual(batch);
	for (const part of parts) {
		expect(part.tags.length).toBeLessThan(100);
		expect(part.params.length).toBeLessThanOrEqual(100);
		expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(1_000_000);
	}
});
