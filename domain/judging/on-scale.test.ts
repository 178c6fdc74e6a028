import type { RecordedRun } from '../bench/recorded-run';
import { onScale } from './on-scale';

const rubric = {
	dimensions: [{ name: 'tone', min: -2, max: 2 }],
	flags: [{ name: 'overlong' }],
	composite: { tone: -3, overlong: -1 },
};
const read = (metrics: Record<string, number>) =>
	onScale({ metrics, rubric_hash: null } as unknown as RecordedRun, rubric).metrics;

test('the ends of a scale belong to it, also of a negative one, and what rounding adds', () => {
	const kept = { tone: -2, composite: 6 + 1e-9, auto_tone: 2, auto_composite: -7, latency_s: 900 };
	expect(read(kept)).toEqual(kept);
});

test.each([
	['tone', 2.5],
	['tone', Number.NaN],
	['auto_tone', -3],
	['composite', 6.1],
	['auto_composite', Number.NEGATIVE_INFINITY],
])('%s %d is none', (name, score) => {
	expect(read({ [name]: score, latency_s: 1 })).toEqual({ latency_s: 1 });
});

test('flags and measurements are left as they are', () => {
	expect(read({ overlong: 7, latency_s: Number.NaN })).toEqual({ overlong: 7, latency_s: Number.NaN });
});

test('of a run of another rubric no score is left; one that does not say is taken as it is', () => {
	const metrics = { tone: 1, composite: 2, auto_tone: 1, latency_s: 1 };
	const of = (rubric_hash: string | null, hash?: string) =>
		onScale({ metrics, rubric_hash } as unknown as RecordedRun, { ...rubric, ...(hash !== undefined && { hash }) })
			.metrics;
	expect(of('other', 'own')).toEqual({ latency_s: 1 });
	for (const [theirs, own] of [
		['own', 'own'],
		[null, 'own'],
		['other', undefined],
	] as const)
		expect(of(theirs, own)).toEqual(metrics);
});
