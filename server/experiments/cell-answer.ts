import { z } from '@hono/zod-openapi';
import { keptJudgmentSchema } from '../../domain/judging/kept-judgment';
import type { RunWithTexts } from '../../mlflow/recorded-runs';
import { contentOf, metricsOf, type RawRun } from '../../mlflow/run-schema';
import { createRowPacker } from '../kept/kept-row';
import { runAnswer, runSchema } from './run-answer';
import { shownOfRun } from './shown-of-run';

const textNames = ['prompt.txt', 'raw.txt', 'rubric.md'] as const;

/** A run whole. */
export const cellSchema = z
	.object({
		run: runSchema,
		prompt_text: z.string().nullable().describe('as it was sent; null where it is not kept, or damaged'),
		raw: z.string().nullable().describe('what the model wrote'),
		candidates: z.array(z.string()),
		scenario: z.record(z.string(), z.unknown()).nullable(),
		rubric_text: z.string().nullable(),
		judgments: z
			.array(keptJudgmentSchema)
			.describe('each judge’s, with its reasons, what it replaced, and its repeats'),
		notes: z.record(z.string(), z.string()).describe('what its judges say of it in words, together'),
		damaged: z.array(z.string()).describe('texts that are not what was written, and judgments that cannot be read'),
		params: z.record(z.string(), z.string()).describe('what was asked'),
		metrics: z.record(z.string(), z.number()).describe('what was measured, and all scores'),
		links: z.object({ mlflow: z.string(), temporal: z.string().nullable() }),
	})
	.openapi('Cell');

type CellAnswer = z.infer<typeof cellSchema>;

/** @param names of the scores to tell of the run */
export function cellAnswer(
	raw: RawRun,
	found: RunWithTexts,
	names: readonly string[],
	links: CellAnswer['links'],
): CellAnswer {
	const packer = createRowPacker();
	const damaged: string[] = [];
	const texts = Object.fromEntries(textNames.map((name) => [name, textOrNull(found, name, damaged)]));
	const { judgments, damaged: lost } = found.kept();
	const shown = shownOfRun(found);
	if (shown === null) damaged.push('candidates.json');
	const finite = Object.entries(metricsOf(raw)).filter(([_name, value]) => Number.isFinite(value));
	return {
		run: runAnswer(packer.pack({ ...found.run, content: contentOf(raw) }), packer, names),
		...{
			prompt_text: texts['prompt.txt'] ?? null,
			raw: texts['raw.txt'] ?? null,
			rubric_text: texts['rubric.md'] ?? null,
		},
		...{ candidates: shown?.candidates ?? [], scenario: shown?.scenario ?? null },
		judgments: judgments.map((each) => ({ ...each })),
		notes: { ...found.notes() },
		damaged: [...damaged, ...lost.map((name) => `judgment:${name}`)],
		params: Object.fromEntries(raw.data.params.map(({ key, value }) => [key, value])),
		metrics: Object.fromEntries(finite),
		links,
	};
}

function textOrNull(found: RunWithTexts, name: string, damaged: string[]): string | null {
	try {
		return found.texts([name])[name] ?? null;
	} catch {
		damaged.push(name);
		return null;
	}
}
