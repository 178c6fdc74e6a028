import { z } from '@hono/zod-openapi';
import type { KeptRow, RowPacker } from '../kept/kept-row';
import { runStates, stateOf } from '../kept/run-state';

const number = z.number().nullable();
const text = z.string().nullable();

/** A run without its texts. */
export const runSchema = z
	.object({
		run_id: z.string(),
		model: z.string(),
		prompt: z.string(),
		scenario: z.string(),
		repeat: z.int().describe('from 0'),
		state: z.enum(runStates).describe('`not-drawn`: it has an auto judge’s scores alone, which do not count'),
		invalid: text.describe('why its output says nothing about the prompt'),
		cut: z.boolean().describe('`num_predict` has cut its answer'),
		composite: number,
		scores: z.record(z.string(), number).describe('by dimension and flag, those that count'),
		auto: z
			.object({ kind: z.string(), counts: z.boolean(), pending: z.boolean(), composite: number, unscored: text })
			.nullable()
			.describe('its auto tier'),
		drawn: z.boolean().nullable().describe('whether a lazy judge is asked about it beside the auto tier'),
		judge_kinds: z.array(z.string()),
		judged_by: text,
		judged_at: text,
		lazy_judges: z.array(z.string()).describe('whose judgments of the lazy tier stand on it'),
		started_at: z.iso.datetime(),
		bench: text.describe('workflow id of the bench that made it'),
		candidates: number.describe('how many'),
		latency_s: number,
		tokens_per_s: number,
	})
	.openapi('Run');

export type RunAnswer = z.infer<typeof runSchema>;

/** @param names of the scores to tell */
export function runAnswer(row: KeptRow, packer: RowPacker, names: readonly string[]): RunAnswer {
	const { run_id, model, prompt, scenario, repeat, invalid, cut, auto } = row;
	const value = (name: string) => packer.valueOf(row, name);
	return {
		...{ run_id, model, prompt, scenario, repeat, state: stateOf(row), invalid, cut, composite: value('composite') },
		scores: Object.fromEntries(names.map((name) => [name, value(name)])),
		auto: auto && {
			...{ kind: auto.kind, counts: auto.counts, pending: auto.pending, unscored: auto.unscored },
			composite: value(auto.counts ? 'composite' : 'auto_composite'),
		},
		drawn: row.draw?.drawn ?? null,
		...{ judge_kinds: [...row.judge_kinds], judged_by: row.judged_by, judged_at: row.judged_at },
		...{ lazy_judges: [...row.lazy_judges], started_at: timeOf(row.started_at), bench: row.bench },
		...{ candidates: value('n_candidates'), latency_s: value('latency_s'), tokens_per_s: value('tokens_per_s') },
	};
}

/** The last moment that a date can say; a run of another harness may have begun at any number. */
const lastMoment = 8_640_000_000_000_000;

function timeOf(ms: number): string {
	return new Date(Math.abs(ms) <= lastMoment ? ms : 0).toISOString();
}
