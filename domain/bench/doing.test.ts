import { type Doing, doingOf } from './doing';
import { initialStatus, type Status } from './status';
import { troubleWith } from './troubles';

const trouble = (code: string | null) =>
	troubleWith({ type: 'fillRuns', model: null, code, why: 'why', tries: 3, since: '2026-01-01T00:00:00.000Z' });

const judge = { kind: 'haiku', waits_for_gpu: true } as NonNullable<Status['auto_judge']>;

const cases: [Doing, Partial<Status>][] = [
	['working', { phase: 'planning' }],
	['working', { phase: 'collecting', models_at_work: ['a'] }],
	['working', { phase: 'collecting', models_at_work: ['a'], waiting_for: ['gpu-2'] }],
	['waiting-for-gpu', { phase: 'collecting', waiting_for: ['gpu'] }],
	['waiting-for-gpu', { phase: 'judging', auto_judge: judge }],
	['working', { phase: 'judging', auto_judge: { ...judge, waits_for_gpu: false } }],
	['pausing', { phase: 'collecting', paused: true, models_at_work: ['a'] }],
	['paused', { phase: 'collecting', paused: true, waiting_for: ['gpu'] }],
	['paused', { phase: 'collecting', paused: true, troubles: [trouble('MlflowUnavailable')] }],
	['backing-off', { phase: 'collecting', models_at_work: ['a'], troubles: [trouble('MlflowUnavailable')] }],
	['standing-still', { phase: 'collecting', waiting_for: ['gpu'], troubles: [trouble('NoWorker')] }],
	['standing-still', { phase: 'collecting', troubles: [trouble(null)] }],
	['standing-still', { phase: 'awaiting-judge', troubles: [trouble('ExperimentDeleted')] }],
	['awaiting-judge', { phase: 'awaiting-judge' }],
	['working', { phase: 'comparing' }],
];

test.each(cases)('%s: %j', (doing, status) => {
	expect(doingOf(true, { ...initialStatus('tips-1'), ...status })).toBe(doing);
	expect(doingOf(false, { ...initialStatus('tips-1'), ...status })).toBe('ended');
});

test('a bench that runs and says nothing is unanswered, whatever it did before', () => {
	expect(doingOf(true, null)).toBe('unanswered');
	expect(doingOf(false, null)).toBe('ended');
});
