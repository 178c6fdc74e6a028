import { createCatalog } from '../catalog/catalog';
import { readerVersion } from '../domain/answers/reader-version';
import { cellAt } from '../domain/bench/cell';
import { renderPrompt } from '../domain/bench/prompt';
import { projectRoot } from '../machine/folders';
import type { RunContent } from '../mlflow/run-content';

const settings = { n_tips: 2, temperature: 0.7, num_ctx: 4096, num_predict: 1024, seed: 5 };

/** All that the run of one cell keeps, of the shipped files, as if a model had written these candidates. */
export async function runContent(candidates: readonly string[], model = 'm:1b'): Promise<RunContent> {
	const catalog = createCatalog(projectRoot());
	const [prompt, scenario, rubric] = await Promise.all([
		catalog.prompt('v3-few-shot'),
		catalog.scenario('parent-morning'),
		catalog.rubric('tip-v1'),
	]);
	const block = {
		model: { name: model, digest: 'd'.repeat(64), parameters: 10, think: null },
		prompts: [{ name: prompt.name, hash: prompt.hash }],
		scenarios: { count: 1, hash: 'all' },
		repeats: 1,
		settings,
	};
	return {
		cell: cellAt(block, 0, scenario),
		settings,
		generation: {
			...{ text: JSON.stringify(candidates), done_reason: 'stop', invalid: null },
			...{ started_at: 1_700_000_000_000, ended_at: 1_700_000_002_000, latency_s: 2 },
			...{ load_s: 0.1, prompt_eval_s: 0.2, generation_s: 1.7, prompt_tokens: 200, output_tokens: 100 },
			...{ tokens_per_s: 60, memory_bytes: 1e9, gpu_memory_bytes: 1e9, ollama_version: '0.24.0' },
		},
		candidates,
		answerForm: 'list',
		reader: readerVersion,
		askedFormat: true,
		promptText: renderPrompt(prompt, scenario.fields, settings.n_tips),
		scenario,
		rubric,
		bench: 'recorded-here',
		benchUrl: 'http://127.0.0.1:8233/namespaces/default/workflows/recorded-here',
		judges: { lazy: 'claude-code', auto: null },
		diversity: null,
		scores: null,
		flags: { format_ok: 1, overlong: 0 },
	};
}
