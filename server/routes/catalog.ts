import { createRoute, z } from '@hono/zod-openapi';
import { configKeys, configSchema } from '../../domain/bench/config';
import type { Fields } from '../../domain/bench/scenario';
import { TipBenchError } from '../../domain/errors';
import { formKey, formKeySchema } from '../../domain/form-key';
import type { AutoJudge } from '../../domain/judging/auto-judge';
import { optimizeBenchKeys, optimizeKeySchema, optimizeKeys } from '../../domain/optimize/optimize-config';
import { gateKeySchema, gateKeys } from '../../domain/ranking/gate/gate-config';
import { nightKeys, nightSchema } from '../../domain/ranking/night/night-config';
import { simKeySchema, simKeys } from '../../domain/simulation/sim-config';
import { jsonAnswer } from '../../http/json-answer';
import { onlyKeys } from '../../http/only-keys';
import { wholeNumber } from '../../http/query-values';
import type { ServerContext } from '../context';
import { newGroup } from '../group';
import { rubricSchema, shownRubric } from './rubric-schema';

const tags = ['catalog'];

/** A text, a number, or a list of texts. */
const fieldSchema = z.union([z.string(), z.number(), z.array(z.string())]);

/** Files that cannot be read as what they should be. */
const faultsSchema = z.array(z.object({ name: z.string(), message: z.string() }));

const promptsSchema = z
	.object({
		prompts: z.array(
			z
				.object({ name: z.string(), hash: z.string(), template: z.string(), stop: z.array(z.string()) })
				.openapi('Prompt'),
		),
		faults: faultsSchema,
	})
	.openapi('Prompts');

const prompts = createRoute({
	method: 'get',
	path: '/api/catalog/prompts',
	summary: 'The prompt versions, with their templates',
	tags,
	responses: { 200: jsonAnswer('All of them.', promptsSchema) },
});

const rubrics = createRoute({
	method: 'get',
	path: '/api/catalog/rubrics',
	summary: 'The rubrics, with their scales and examples',
	tags,
	responses: {
		200: jsonAnswer(
			'All of them.',
			z.object({ rubrics: z.array(rubricSchema), faults: faultsSchema }).openapi('Rubrics'),
		),
	},
});

const scenarios = createRoute({
	method: 'get',
	path: '/api/catalog/scenarios',
	summary: 'The scenarios, in the order in which a bench takes them',
	tags,
	request: { query: onlyKeys({ from: wholeNumber(0, 1_000_000, 0), limit: wholeNumber(1, 1_000, 100) }) },
	responses: {
		200: jsonAnswer(
			'A page of them.',
			z
				.object({
					total: z.int(),
					scenarios: z.array(
						z
							.object({ name: z.string(), hash: z.string(), fields: z.record(z.string(), fieldSchema) })
							.openapi('Scenario'),
					),
				})
				.openapi('Scenarios'),
		),
	},
});

const autoJudges = createRoute({
	method: 'get',
	path: '/api/catalog/auto-judges',
	summary: 'The auto judges that have a file, without addresses and keys',
	tags,
	responses: {
		200: jsonAnswer(
			'All of them. One on Ollama needs no file: `ollama/TAG`.',
			z
				.object({
					auto_judges: z.array(
						z
							.object({
								kind: z.string(),
								api: z.enum(['ollama', 'openai']),
								model: z.string().nullable().describe('`null`: one of those whose candidates it judges'),
								samples: z.int(),
								context: z.int(),
								temperature: z.number(),
								reasons: z.boolean(),
								evidence: z.boolean().describe('`false`: its scores are no evidence'),
								most_cost: z.number().nullable(),
							})
							.openapi('AutoJudge'),
					),
					faults: faultsSchema,
				})
				.openapi('AutoJudges'),
		),
	},
});

const personas = createRoute({
	method: 'get',
	path: '/api/catalog/personas',
	summary: 'The simulated users',
	tags,
	responses: {
		200: jsonAnswer(
			'All of them.',
			z
				.object({
					personas: z.array(
						z.object({ name: z.string(), hash: z.string(), description: z.string() }).openapi('Persona'),
					),
					faults: faultsSchema,
				})
				.openapi('Personas'),
		),
	},
});

const config = createRoute({
	method: 'get',
	path: '/api/catalog/config',
	summary:
		'The keys of a bench, its gate, nights, simulations and comparisons of prompts: type, default, range, meaning',
	tags,
	responses: {
		200: jsonAnswer(
			'As forms show them.',
			z
				.object({
					bench: z.array(formKeySchema),
					gate: z.array(formKeySchema),
					nightly: z.array(formKeySchema),
					sim: z.array(formKeySchema),
					optimize: z.array(formKeySchema).describe('beside the keys of a bench but `prompts`'),
				})
				.openapi('ConfigKeys'),
		),
	},
});

/** The data files that people edit, and what a bench takes. */
export function catalogRoutes({ places }: Pick<ServerContext, 'places'>) {
	return newGroup()
		.openapi(prompts, async (c) => {
			const { found, faults } = await readAll(places.catalog().promptNames(), places.catalog().prompt);
			const shown = found.map(({ name, hash, template, stop }) => ({ name, hash, template, stop: [...stop] }));
			return c.json({ prompts: shown, faults }, 200);
		})
		.openapi(rubrics, async (c) => {
			const { found, faults } = await readAll(places.catalog().rubricNames(), places.catalog().rubric);
			return c.json({ rubrics: found.map(shownRubric), faults }, 200);
		})
		.openapi(scenarios, async (c) => {
			const { from, limit } = c.req.valid('query');
			const all = await places.catalog().scenarios();
			const page = all
				.slice(from, from + limit)
				.map(({ name, hash, fields }) => ({ name, hash, fields: shownFields(fields) }));
			return c.json({ total: all.length, scenarios: page }, 200);
		})
		.openapi(autoJudges, async (c) => {
			const { found, faults } = await readAll(places.catalog().autoJudgeNames(), places.catalog().autoJudge);
			return c.json({ auto_judges: found.map(shownJudge), faults }, 200);
		})
		.openapi(personas, async (c) => {
			const { found, faults } = await readAll(places.catalog().personaNames(), places.catalog().persona);
			const shown = found.map(({ name, hash, description }) => ({ name, hash, description }));
			return c.json({ personas: shown, faults }, 200);
		})
		.openapi(config, (c) => c.json(keysOfConfig, 200));
}

/** All that can be read; a file that is not as it should be is told of beside them, and hides no other. */
async function readAll<T>(names: Promise<string[]>, read: (name: string) => Promise<T>) {
	const faults: z.infer<typeof faultsSchema> = [];
	const readOne = async (name: string): Promise<T[]> => {
		try {
			return [await read(name)];
		} catch (error) {
			if (!(error instanceof TipBenchError && error.code === 'DataFileInvalid')) throw error;
			faults.push({ name, message: error.message });
			return [];
		}
	};
	const found = (await Promise.all((await names).map(readOne))).flat();
	return { found, faults };
}

function shownJudge(judge: AutoJudge) {
	const { kind, api, model = null, samples, context, temperature, reasons, evidence } = judge;
	const most_cost = judge.api === 'openai' ? (judge.most_cost ?? null) : null;
	return { kind, api, model, samples, context, temperature, reasons, evidence, most_cost };
}

function shownFields(fields: Fields): Record<string, z.infer<typeof fieldSchema>> {
	const shown = Object.entries(fields).map(([key, value]) => [key, typeof value === 'object' ? [...value] : value]);
	return Object.fromEntries(shown);
}

/** Made once: the schemas do not change. */
const keysOfConfig = {
	bench: configKeys.map((key) => formKey(key, configSchema.shape[key])),
	gate: gateKeys.map((key) => formKey(key, gateKeySchema(key))),
	nightly: nightKeys.map((key) => formKey(key, nightSchema.shape[key])),
	sim: simKeys.map((key) => formKey(key, simKeySchema(key))),
	optimize: [...optimizeKeys, ...optimizeBenchKeys].map((key) => formKey(key, optimizeKeySchema(key))),
};
