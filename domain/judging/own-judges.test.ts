import type { AutoTier, RecordedRun } from '../bench/recorded-run';
import { createOwnJudges } from './own-judges';

const tier = (kind: string, digest: string | null, pending = false): AutoTier => ({
	...{ kind, digest, pending, counts: true, judged_at: null, hash: null, unscored: null, spread: null, evidence: true },
});
type Seen = Pick<RecordedRun, 'model' | 'model_digest' | 'auto'>;

function ownOf(...runs: readonly Seen[]) {
	const judges = createOwnJudges();
	for (const each of runs) judges.add(each as RecordedRun);
	return judges.all();
}

test.each<[string, Seen[], boolean]>([
	['the same digest', [{ model: 'b', model_digest: 'd', auto: tier('ollama/other', 'd') }], true],
	['another digest', [{ model: 'b', model_digest: 'd', auto: tier('ollama/b', 'e') }], false],
	[
		'a run that says no digest, by its tag',
		[{ model: 'b', model_digest: null, auto: tier('ollama/b:latest', 'e') }],
		true,
	],
	['a judge that says none, by its tag', [{ model: 'b:1b', model_digest: 'd', auto: tier('ollama/b:1b', null) }], true],
	['another tag', [{ model: 'b:1b', model_digest: 'd', auto: tier('ollama/b:2b', null) }], false],
	['a judge behind an endpoint', [{ model: 'haiku', model_digest: null, auto: tier('haiku', null) }], false],
	['one that has scored nothing yet', [{ model: 'b', model_digest: 'd', auto: tier('ollama/b', 'd', true) }], false],
])('%s', (_what, runs, isOwn) => {
	expect(ownOf(...runs).map(({ model }) => model)).toEqual(isOwn ? [runs[0]?.model] : []);
});

test('it is found whichever of the two is read first, and named once', () => {
	const runs = [
		{ model: 'a', model_digest: 'x', auto: tier('ollama/b', 'd') },
		{ model: 'b', model_digest: 'd', auto: null },
		{ model: 'b', model_digest: 'd', auto: tier('ollama/b', 'd') },
	];
	expect(ownOf(...runs)).toEqual([{ judge: 'ollama/b', model: 'b' }]);
	expect(ownOf(...runs.reverse())).toEqual([{ judge: 'ollama/b', model: 'b' }]);
});
