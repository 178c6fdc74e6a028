import {
	isNews,
	knownCode,
	type PendingActivity,
	type PendingWork,
	type Trouble,
	troublesOf,
	troubleText,
} from './troubles';

const began = Date.UTC(2026, 10, 26, 12, 3, 4);
const waiting = { since: () => began, model: 'm:1b', queue: 'gpu', slowSeconds: 120 };
const quiet: PendingActivity = {
	...{ type: 'fillRuns', state: 'started', attempt: 1, failure: null, seconds: 15, waitsFor: null },
};
const failed = (code: string | null, message: string, timedOut = false) => ({ code, message, timedOut });

/** The codes of the troubles with some activities. */
function codesOf(activities: Partial<PendingActivity>[], gpuAskedSeconds: PendingWork['gpuAskedSeconds'] = 5) {
	const work = { activities: activities.map((each) => ({ ...quiet, ...each })), gpuAskedSeconds };
	return troublesOf(work, waiting).map(({ code }) => code);
}

test.each<[string, Partial<PendingActivity>[], (string | null)[]]>([
	['work that goes on', [{}, { type: 'generate' }, { type: 'generate', state: 'scheduled' }], []],
	['nothing', [], []],
	['a refusal', [{ state: 'scheduled', attempt: 4, failure: failed('MlflowRefused', 'HTTP 401') }], ['MlflowRefused']],
	['a refusal that is being tried again', [{ attempt: 4, failure: failed('PromptChanged', 'v1') }], ['PromptChanged']],
	['what nobody expected', [{ attempt: 2, failure: failed(null, 'TypeError: x') }], [null]],
	['an activity that somebody paused', [{ state: 'paused', attempt: 1 }], ['PausedByHand']],
	[
		'a lost worker',
		[{ type: 'generate', state: 'scheduled', attempt: 2, failure: failed(null, 'heartbeat', true) }],
		['WorkerLost'],
	],
	['one that another worker has taken over', [{ attempt: 2, failure: failed(null, 'heartbeat', true) }], []],
	['another process at the same Ollama', [{ type: 'load', waitsFor: 'pid 7 is using Ollama' }], ['OllamaTaken']],
	['an Ollama that hangs', [{ type: 'generate', seconds: 121 }], ['NoAnswer']],
	['a long generation', [{ type: 'generate', seconds: 119 }], []],
	['an MLflow that hangs', [{ seconds: 61 }], ['NoAnswer']],
	['a large experiment', [{ type: 'compare', seconds: 300 }], []],
	['a long batch of episodes', [{ type: 'simulate', seconds: 3_000 }], []],
])('%s', (_what, activities, codes) => {
	expect(codesOf(activities)).toEqual(codes);
});

test.each<[string, number | null, Partial<PendingActivity>, string[]]>([
	['no worker has ever asked', null, {}, ['NoWorker']],
	['the last one asked minutes ago', 200, {}, ['NoWorker']],
	['it was killed in the middle', 200, { attempt: 2, failure: failed(null, 'heartbeat', true) }, ['NoWorker']],
	['one asked a moment ago', 20, {}, []],
	['Ollama refused before', null, { attempt: 3, failure: failed('OllamaUnavailable', 'x') }, ['OllamaUnavailable']],
])('a load that waits for a worker: %s', (_what, asked, activity, codes) => {
	expect(codesOf([{ type: 'load', state: 'scheduled', ...activity }], asked)).toEqual(codes);
});

test('episodes that no worker takes up are told as cells are', () => {
	expect(codesOf([{ type: 'simulate', state: 'scheduled' }], null)).toEqual(['NoWorker']);
	expect(codesOf([{ type: 'simulate' }, { type: 'simulate', state: 'scheduled' }], null)).toEqual([]);
});

test('a worker that is busy with another cell asks for nothing, and is there all the same', () => {
	expect(codesOf([{ type: 'generate' }, { type: 'generate', state: 'scheduled' }], null)).toEqual([]);
});

test('the same refusal of many activities is one trouble, and a hundred different ones are told as few', () => {
	const refused = (attempt: number, message: string) => ({ attempt, failure: failed('MlflowRefused', message) });
	const same = troublesOf(
		{ activities: [3, 9, 5].map((n) => ({ ...quiet, ...refused(n, 'x') })), gpuAskedSeconds: 0 },
		waiting,
	);
	expect(same).toMatchObject([{ what: 'recording answers (m:1b)', since: '2026-11-26T12:03:04.000Z', tries: 8 }]);
	expect(codesOf(Array.from({ length: 100 }, (_, at) => refused(2, `${at}`)))).toHaveLength(5);
});

test('a trouble says what stands still since when, how often it was tried, why, and what to do', () => {
	const failure = failed('MlflowUnavailable', 'MLflow at http://m does not answer');
	const [trouble] = troublesOf({ activities: [{ ...quiet, attempt: 8, failure }], gpuAskedSeconds: null }, waiting);
	expect(troubleText(trouble as Trouble)).toBe(
		'recording answers (m:1b) stands still since 2026-11-26 12:03:04 UTC, tried 7 times. ' +
			'MlflowUnavailable: MLflow at http://m does not answer',
	);
	expect(trouble?.remedy).toContain('Start MLflow');
});

test('it is news when something else stands still, it was tried twice as often, or it goes on', () => {
	const trouble = (tries: number, code = 'MlflowRefused'): Trouble => {
		const since = new Date(began).toISOString();
		return { what: 'recording', code, why: '', since, tries, remedy: '' };
	};
	expect(isNews([], [])).toBe(false);
	expect(isNews([], [trouble(1)])).toBe(true);
	expect(isNews([trouble(4)], [trouble(7)])).toBe(false);
	expect(isNews([trouble(4)], [trouble(8)])).toBe(true);
	expect(isNews([trouble(0)], [trouble(1)])).toBe(false);
	expect(isNews([trouble(4)], [trouble(4, 'PromptChanged')])).toBe(true);
	expect(isNews([trouble(4)], [])).toBe(true);
});

test.each([
	['PromptChanged', 'PromptChanged'],
	['FileUnwritable', 'FileUnwritable'],
	['TypeError', null],
	['Error', null],
	['', null],
	[undefined, null],
])('the failure type %s is the code %s', (type, code) => expect(knownCode(type)).toBe(code));
