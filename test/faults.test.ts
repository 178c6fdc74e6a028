import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../machine/folders';
import type { RecordedRequest } from '../testbed/ollama-proxy';
import { type PlanOptions, planFaults } from './faults/fault-plan';
import { judgeModel } from './faults/models';
import { itemKey } from './faults/recorded-cells';
import type { RunResult } from './faults/run';
import { type Facts, judge } from './faults/verdict';
import { longTest } from './support/long-test';

const options: PlanOptions = {
	count: 30,
	seed: 7,
	kinds: ['kill-temporal', 'freeze-gpu-worker', 'hand-load'],
	meanSeconds: 2,
	longestSeconds: 60,
};

test('a seed alone decides the faults; every kind happens as often as the others; some outlast a heartbeat', () => {
	const plan = planFaults(options);
	expect(planFaults(options)).toEqual(plan);
	expect(planFaults({ ...options, seed: 8 })).not.toEqual(plan);
	for (const kind of options.kinds) expect(plan.filter((fault) => fault.kind === kind)).toHaveLength(10);
	const frozen = plan.filter((fault) => fault.kind === 'freeze-gpu-worker').map(({ holdMs }) => holdMs);
	expect(Math.max(...frozen)).toBeGreaterThan(30_000);
	expect(Math.min(...frozen)).toBeLessThan(30_000);
	expect(Math.max(...plan.map(({ holdMs }) => holdMs))).toBeLessThan(60_000);
});

const config = {
	models: ['tiny:latest'],
	prompts: ['v1'],
	n_scenarios: 1,
	repeats: 3,
	num_predict: 1,
	seed: 0,
	experiment: 'e',
	rubric: 'short',
	judge_kind: ['claude-code', 'ollama/tiny-judge:latest'],
};

const nothingToJudge = { item: null, auto: 'none' } as const;

function factsWith(changes: Partial<Facts['benches'][number]>, rest: Partial<Facts> = {}): Facts {
	const committed = ['', ' #2', ' #3'].map((repeat, at) => ({
		run_id: `run-${at}`,
		cell_key: `key-${at}`,
		cell: `tiny:latest × v1 × one${repeat}`,
		...nothingToJudge,
	}));
	const said = { phase: 'awaiting-judge', total: 3, failed: 0, failedCells: [] };
	const planned = committed.map(({ cell }) => cell);
	const bench = { config, planned, state: 'filled', failure: null, said, committed, ...changes } as const;
	const judging = { accepted: [], timesScored: new Map() };
	return { benches: [bench], accepted: [], requests: [], tooMany: [], judging, left: [], ...rest };
}

const whole = factsWith({}).benches[0]?.committed ?? [];
const lawsBroken = (facts: Facts) => judge(facts).breaks.map(({ law }) => law);

test('it finds every way in which a law breaks, and nothing where none does', () => {
	expect(judge(factsWith({}))).toMatchObject({ breaks: [], counts: { planned: 3, recorded: 3, lost: 0, doubled: 0 } });

	const lost = judge(factsWith({ committed: whole.slice(1) }));
	expect(lost).toMatchObject({ counts: { lost: 1 }, breaks: [{ law: 'one run a cell' }] });
	const said = {
		phase: 'done',
		total: 3,
		failed: 1,
		failedCells: [{ cell: 'tiny:latest × v1 × one', reason: 'broke' }],
	};
	expect(judge(factsWith({ committed: whole.slice(1), said }))).toMatchObject({ breaks: [], counts: { failed: 1 } });
	expect(lawsBroken(factsWith({ said }))).toEqual(['one run a cell']);

	const twice = [...whole, ...whole.slice(0, 1)];
	expect(judge(factsWith({ committed: twice }))).toMatchObject({ counts: { doubled: 1 }, breaks: [{}] });
	const oneKey = whole.map((run) => ({ ...run, cell_key: 'key' }));
	expect(judge(factsWith({ committed: oneKey }))).toMatchObject({ counts: { doubled: 2 }, breaks: [{}] });
	const underAnotherKey = [
		...whole,
		{ run_id: 'run-9', cell_key: 'key-9', cell: whole[0]?.cell ?? '', ...nothingToJudge },
	];
	expect(judge(factsWith({ committed: underAnotherKey }))).toMatchObject({ counts: { doubled: 1 }, breaks: [{}] });
	const stranger = [...whole.slice(1), { run_id: 'run-9', cell_key: 'key-9', cell: '? × ? × ?', ...nothingToJudge }];
	expect(judge(factsWith({ committed: stranger }))).toMatchObject({
		counts: { lost: 1, recorded: 2 },
		breaks: [{}, {}],
	});
	expect(lawsBroken(factsWith({ said: { ...said, total: 4, failed: 0, failedCells: [] } }))).toEqual([
		'one run a cell',
	]);
	expect(lawsBroken(factsWith({ state: 'failed', failure: 'out of disk' }))).toEqual(['every bench ends']);
	const tooMany = [{ names: ['a', 'b'], from: 1, until: 2 }];
	expect(lawsBroken(factsWith({}, { tooMany }))).toEqual(['one resident model']);
	const left = ['the block collect/e/1 runs'];
	expect(judge(factsWith({}, { left }))).toMatchObject({ counts: { left: 1 }, breaks: [{ what: left[0] }] });
});

test('an answer counts as made again only when its generation began after Temporal had accepted it', () => {
	const accepted = [{ block: 'collect/e/1', model: 'tiny:latest', seed: 5, key: 'a', at: 1_000 }];
	const request = (startedAt: number, seed: number) =>
		({
			kind: 'generate',
			model: 'tiny:latest',
			startedAt,
			endedAt: startedAt + 50,
			done: true,
			body: { options: { seed } },
		}) as RecordedRequest;
	const requests = [request(100, 5), request(900, 5), request(2_000, 6)];
	const { counts, breaks } = judge(factsWith({}, { accepted, requests }));
	expect(breaks).toEqual([]);
	expect(counts).toMatchObject({ generations: 3, generatedAgain: 0, answersThrownAway: 1 });
	const again = judge(factsWith({}, { accepted, requests: [...requests, request(2_500, 5)] }));
	expect(again.counts.generatedAgain).toBe(1);
	expect(again.breaks).toMatchObject([{ law: 'no accepted answer is made again', at: 2_500 }]);
	expect(again.breaks[0]?.what).toContain('1500 ms after');
	// Two cells with one seed: the request does not tell which of them it is for.
	const shared = [...accepted, { block: 'collect/f/1', model: 'tiny:latest', seed: 5, key: 'b', at: 3_000 }];
	expect(judge(factsWith({}, { accepted: shared, requests: [request(2_500, 5)] })).breaks).toEqual([]);
});

test('a judgment is lost, doubled or asked for again where nothing says it, and only there', () => {
	const [item, other] = [itemKey('one', ['Walk.']), itemKey('one', ['Rest.'])];
	const committed = whole.map((run, at) => ({ ...run, item: at === 2 ? other : item, auto: 'scored' as const }));
	const asked = (startedAt: number, candidates: readonly string[]) =>
		({
			kind: 'generate',
			model: judgeModel.name,
			startedAt,
			body: {
				messages: [
					{
						content: `R\nScenario: {"name":"one"}\nCandidates (1): ${JSON.stringify(Object.fromEntries(candidates.map((text, n) => [n + 1, text])))}\n`,
					},
				],
			},
		}) as unknown as RecordedRequest;
	const accepted = [
		{ run_id: 'run-0', at: 1_000 },
		{ run_id: 'run-1', at: 3_000 },
		{ run_id: 'run-2', at: 1_000 },
	];
	const judging = { accepted, timesScored: new Map(committed.map(({ run_id }) => [run_id, 1])) };
	// Two runs have the same item, so a question about it is one too many only when both were judged.
	const fine = factsWith({ committed }, { judging, requests: [asked(2_000, ['Walk.'])] });
	expect(judge(fine)).toMatchObject({ breaks: [], counts: { generations: 0, judgments: { judgeable: 3, scored: 3 } } });
	const again = factsWith({ committed }, { judging, requests: [asked(3_500, ['Walk.']), asked(2_000, ['Rest.'])] });
	expect(judge(again).counts.judgments).toMatchObject({ askedAgain: 2, lost: 0, doubled: 0 });
	const waiting = committed.map((run) => ({ ...run, auto: 'waiting' as const }));
	expect(judge(factsWith({ committed: waiting }, { judging })).counts.judgments.lost).toBe(3);
	expect(lawsBroken(factsWith({ committed: waiting, state: 'running' }, { judging }))).toEqual(['every bench ends']);
	const twice = { accepted, timesScored: new Map([['run-0', 2]]) };
	expect(lawsBroken(factsWith({ committed }, { judging: twice }))).toEqual(['one judgment a run']);
});

/** Runs the command as `npm run faults -- …` does. @throws Error with all it said, where a law broke */
function runFaultsCommand(args: readonly string[]): Promise<RunResult> {
	const script = join(projectRoot(), 'bin', 'run-built.js');
	return new Promise((resolve, reject) => {
		const limits = { maxBuffer: 64 << 20, timeout: 400_000 };
		execFile(process.execPath, [script, 'test/faults/main', ...args], limits, (error, stdout, stderr) => {
			if (error === null) resolve(JSON.parse(stdout) as RunResult);
			else reject(new Error(`it ended with ${error.code}:\n${stderr}\n${stdout.slice(0, 5_000)}`));
		});
	});
}

const kinds = [
	...['kill-gpu-worker', 'kill-bench-worker', 'kill-temporal', 'kill-mlflow', 'kill-ollama', 'kill-ollama-in-load'],
	...['drop-mlflow', 'ollama-cut', 'ollama-busy', 'hand-load'],
];

longTest(
	'two benches at once live through killed parts, dropped connections and a person who uses Ollama, with all laws kept',
	async () => {
		const size = ['--scenarios', '1', '--repeats', '4', '--tokens', '100'];
		const faults = [
			'--faults',
			String(kinds.length),
			'--seed',
			'3',
			'--mean',
			'1',
			'--longest',
			'3',
			'--settle',
			'240',
		];
		const result = await runFaultsCommand([...faults, ...size, '--kinds', kinds.join(), '--json']);
		expect(result.faults.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
		expect(result.breaks).toEqual([]);
		expect(result.counts.planned).toBeGreaterThanOrEqual(40);
		expect(result.counts.recorded + result.counts.failed).toBe(result.counts.planned);
		expect(result.residents.most).toBe(1);
		expect(result.residents.looks).toBeGreaterThan(500);
	},
	420_000,
);
