import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RecordedRun } from '../../../domain/bench/recorded-run';
import { createReport } from '../../../domain/ranking/report-runs';
import type { ReportInput } from '../report-input';

const rubric = {
	name: 'tip-v1',
	dimensions: ['relevance', 'actionability', 'tone'].map((name) => ({ name, min: 1, max: 5 })),
	flags: [{ name: 'format_ok' }, { name: 'overlong' }],
	composite: { relevance: 1, actionability: 1, tone: 1, format_ok: 2, overlong: -1 },
};

/** What a made-up experiment is of. */
interface MadeUp {
	readonly models: readonly string[];
	readonly prompts: readonly string[];
	readonly scenarios: readonly string[];
	readonly repeats?: number;
	/** Changes a run; `null` leaves it out. */
	readonly change?: (run: RecordedRun, at: number) => RecordedRun | null;
	/** Its cells are also scored by a second judge. */
	readonly second?: boolean;
	readonly candidates?: readonly string[];
}

/** The report of an experiment whose later models and prompts are the better ones, with scores as the rubric gives them. */
export function madeUpReport(of: MadeUp, experiment = 'tips-1'): ReportInput {
	const report = createReport({ experiment, rubric });
	for (const { run, opinions } of runsOf(of))
		report.add(
			run,
			{
				n_tips: '5',
				temperature: '0.7',
				prompt_hash: `p-${run.prompt}`,
				scenario_hash: `s-${run.scenario}`,
				base_seed: '0',
			},
			of.second ? opinions : [],
		);
	const found = report.report(({ run_id, which }) => ({
		...{ which, run_id, scenario: 'a scenario', repeat: 0, composite: 9, judged_by: 'ann' },
		scores: [{ name: 'relevance', score: 4 }],
		candidates: of.candidates ?? ['Put the phone into another room until noon.', 'Call the clinic before nine.'],
		...{ more: 0, raw: null, reasons: [{ by: 'ann', text: 'Fits the morning.' }] },
	}));
	return { ...found, made: { at: '2026-01-31T12:00:00.000Z', version: '0.2.0' } };
}

function* runsOf({ models, prompts, scenarios, repeats = 1, change = (run) => run }: MadeUp) {
	const random = xoroshiro128plus(7);
	const chance = () => (random.next() >>> 0) / 2 ** 32;
	const ease = new Map(scenarios.map((scenario) => [scenario, chance()]));
	let at = 0;
	for (const [rank, model] of models.entries()) {
		for (const [place, prompt] of prompts.entries()) {
			for (const scenario of scenarios) {
				for (let repeat = 0; repeat < repeats; repeat += 1) {
					const skill = (rank + 1) / models.length + place / prompts.length + (ease.get(scenario) ?? 0);
					const level = () => Math.max(1, Math.min(5, Math.round(0.8 + 1.3 * skill + 1.6 * (chance() - 0.5))));
					const scores = {
						relevance: level(),
						actionability: level(),
						tone: level(),
						format_ok: chance() < 0.9 ? 1 : 0,
						overlong: chance() < 0.1 ? 1 : 0,
					};
					const composite =
						scores.relevance + scores.actionability + scores.tone + 2 * scores.format_ok - scores.overlong;
					const speed = {
						latency_s: (0.4 + rank) * (0.8 + 0.4 * chance()) * (1 + place / 4),
						tokens_per_s: 120 / (rank + 1),
					};
					const run = change(
						{ ...bare(at), model, prompt, scenario, repeat, metrics: { ...scores, composite, ...speed } },
						at,
					);
					at += 1;
					const other = Math.max(2, Math.min(17, composite + Math.round(3 * (chance() - 0.4))));
					if (run !== null)
						yield {
							run,
							opinions: [
								{ by: 'ann', composite },
								{ by: 'haiku', composite: other },
							],
						};
				}
			}
		}
	}
}

function bare(at: number): Omit<RecordedRun, 'model' | 'prompt' | 'scenario' | 'repeat' | 'metrics'> {
	return {
		...{
			run_id: `run-${at}`,
			started_at: 1_700_000_000_000 + 1_000 * at,
			cell_key: null,
			model_digest: 'd'.repeat(64),
		},
		...{ judge_pending: false, judged: true, judge_kinds: ['claude-code'], judged_by: 'ann', judged_at: null },
		...{ by_rule: false, lazy_judges: ['ann'], auto: null, draw: null, rubric: 'tip-v1', rubric_hash: 'h'.repeat(64) },
		...{ bench: 'tips-1', invalid: null, cut: false, reader: 'candidates-5' },
	};
}

/** So many names: `scenario-01`, … */
export function namesOf(what: string, count: number): string[] {
	return Array.from({ length: count }, (_each, at) => `${what}-${`${at + 1}`.padStart(2, '0')}`);
}
