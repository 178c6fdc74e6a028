import type { RecordedRun } from '../bench/recorded-run';
import { rejudgeTag } from '../judging/rejudge';
import type { Counted, MadeOf, Setting } from './experiment-report';

/** What a run says of how it was made, beside what a {@link RecordedRun} has; by the names of its params and tags. */
export const madeByNames = {
	params: ['n_tips', 'temperature', 'num_ctx', 'num_predict', 'base_seed', 'think'],
	tags: ['prompt_hash', 'scenario_hash', 'ollama_version', rejudgeTag.from],
} as const;

/** Values by these names; those that the run does not have are left out. */
export type MadeBy = Readonly<Record<string, string>>;

/** Takes one run after the other, and counts how they were made. */
export interface RunningSetting {
	add(run: RecordedRun, made: MadeBy): void;
	setting(): Setting;
}

/** The setting of no runs yet. */
export function createSetting(): RunningSetting {
	const [models, prompts, scenarios] = [createNames(), createNames(), createNames()];
	const options = madeByNames.params.map((name) => ({ name, count: createCounts() }));
	const [judges, kinds, hashes, versions, benches, rejudged] = [
		createCounts(),
		createCounts(),
		createCounts(),
		createCounts(),
		createCounts(),
		createCounts(),
	];
	let repeats = 0;
	let began: Setting['began'] = null;
	return {
		add(run, made) {
			models.add(run.model, run.model_digest);
			prompts.add(run.prompt, made.prompt_hash);
			scenarios.add(run.scenario, made.scenario_hash);
			for (const { name, count } of options) count.add(made[name]);
			if (run.judged) judges.add(run.judged_by);
			kinds.add([...run.judge_kinds, ...(run.auto?.counts === false ? [run.auto.kind] : [])].join(',') || null);
			hashes.add(run.rubric_hash);
			versions.add(made.ollama_version);
			benches.add(run.bench);
			rejudged.add(made[rejudgeTag.from]);
			repeats = Math.max(repeats, run.repeat + 1);
			began = {
				first: Math.min(began?.first ?? run.started_at, run.started_at),
				last: Math.max(began?.last ?? run.started_at, run.started_at),
			};
		},
		setting: () => ({
			...{ models: models.all(), prompts: prompts.all(), scenarios: scenarios.all() },
			options: options
				.map(({ name, count }) => ({ name, values: count.all() }))
				.filter(({ values }) => values.length > 0),
			...{ repeats, judges: judges.all(), judgeKinds: kinds.all(), rubricHashes: hashes.all() },
			...{ ollamaVersions: versions.all(), benches: benches.all(), rejudgedFrom: rejudged.all(), began },
		}),
	};
}

/** Counts values, the most frequent first. */
function createCounts() {
	const counts = new Map<string, number>();
	return {
		add(value: string | null | undefined) {
			if (value !== null && value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
		},
		all: (): Counted[] =>
			[...counts]
				.map(([value, cells]) => ({ value, cells }))
				.sort((a, b) => b.cells - a.cells || (a.value < b.value ? -1 : 1)),
	};
}

/** Counts names with their digests, in the order of the names. */
function createNames() {
	const names = new Map<string, { cells: number; readonly digests: Set<string> }>();
	return {
		add(name: string, digest: string | null | undefined) {
			const found = names.get(name) ?? { cells: 0, digests: new Set<string>() };
			names.set(name, found);
			found.cells += 1;
			if (digest !== null && digest !== undefined) found.digests.add(digest);
		},
		all: (): MadeOf[] =>
			[...names]
				.map(([name, { cells, digests }]) => ({ name, cells, digests: [...digests].sort() }))
				.sort((a, b) => (a.name < b.name ? -1 : 1)),
	};
}
