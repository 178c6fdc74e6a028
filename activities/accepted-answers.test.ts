import { defaultPayloadConverter } from '@temporalio/common';
import type { Generation } from '../domain/bench/generation';
import { acceptedIn, type HistoryEvent, unrecordedOf } from './accepted-answers';

const generation: Generation = {
	text: 'Rest.',
	done_reason: 'stop',
	invalid: null,
	started_at: 1,
	ended_at: 2,
	latency_s: 0.001,
	load_s: null,
	prompt_eval_s: null,
	generation_s: null,
	prompt_tokens: null,
	output_tokens: null,
	tokens_per_s: null,
	memory_bytes: null,
	gpu_memory_bytes: null,
	ollama_version: '0',
};

const cellOf = (key: string) => ({
	key,
	model: { name: 'm', digest: 'd', parameters: 1, think: null },
	prompt: { name: 'v1', hash: 'p' },
	scenario: { name: 's', hash: 'h' },
	repeat: 0,
	seed: 1,
});

const payloads = (values: readonly unknown[]) => values.map((value) => defaultPayloadConverter.toPayload(value));

/** A history in which activities were scheduled, and, where they have a result, completed. */
function historyOf(activities: readonly (readonly [name: string, input: readonly unknown[], result?: unknown])[]) {
	let id = 0;
	return activities.flatMap(([name, input, ...result]): HistoryEvent[] => {
		const scheduledEventId = ++id as unknown as HistoryEvent['eventId'];
		const scheduled = { activityType: { name }, input: { payloads: payloads(input) } };
		const begun = { eventId: scheduledEventId, activityTaskScheduledEventAttributes: scheduled } as HistoryEvent;
		if (result.length === 0) return [begun];
		const completed = { scheduledEventId, result: { payloads: payloads(result) } };
		return [begun, { eventId: ++id, activityTaskCompletedEventAttributes: completed } as unknown as HistoryEvent];
	});
}

const read = (...activities: Parameters<typeof historyOf>[0]) =>
	acceptedIn(historyOf(activities), defaultPayloadConverter).map(({ cell, run_id, recorded }) => [
		cell.key,
		run_id,
		recorded,
	]);

const generated = (key: string) => ['generate', [{ cell: cellOf(key) }], generation] as const;
const created = (keys: string[]) =>
	['createRuns', [{}, keys.map((key) => ({ cell: cellOf(key) }))], keys.map((key) => `run-${key}`)] as const;
const filling = (...keys: string[]) => ['fillRuns', [{}, keys.map((key) => ({ cell: cellOf(key) }))]] as const;

test('a history tells which answers it accepted, which runs were made for them, and which of those it saw filled', () => {
	expect(read()).toEqual([]);
	expect(read(['generate', [{ cell: cellOf('asked') }]], ['load', ['x'], []])).toEqual([]);
	const filled = [...filling('c'), null] as const;
	const rest = [created(['c']), filled, created(['b']), filling('b')];
	expect(read(generated('a'), generated('b'), generated('c'), ...rest)).toEqual([
		['a', null, false],
		['b', 'run-b', false],
		['c', 'run-c', true],
	]);
});

test('what a run took over counts as accepted by it, with the run that was made before', () => {
	const answers = [{ cell: cellOf('a'), generation, run_id: 'run-a' }];
	const former = ['formerAnswers', [{}, {}], { unrecorded: 1, answers, more: false }] as const;
	expect(read(former)).toEqual([['a', 'run-a', false]]);
});

test('what somebody completed by hand with anything is no answer', () => {
	expect(read(['generate', [{ cell: cellOf('a') }], { text: 'x' }], ['generate', ['?'], generation])).toEqual([]);
	expect(read(generated('a'), ['createRuns', [{}, [{ cell: cellOf('a') }]], 'junk'])).toEqual([['a', null, false]]);
});

test('of many runs a cell is left once, with the run that was made for it, and not at all where any run recorded it', () => {
	const answer = (key: string, run_id: string | null, recorded = false) => ({
		cell: cellOf(key),
		generation,
		run_id,
		recorded,
	});
	const left = unrecordedOf([answer('a', null), answer('b', null), answer('a', 'run-a'), answer('b', 'run-b', true)]);
	expect(left).toEqual([answer('a', 'run-a')]);
});
