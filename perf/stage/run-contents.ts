import { createCatalog } from '../../catalog/catalog';
import type { Scenario } from '../../domain/bench/scenario';
import { sha256Hex } from '../../domain/hash';
import type { JudgeTiers } from '../../domain/judging/judge-kinds';
import { projectRoot } from '../../machine/folders';
import type { RunContent } from '../../mlflow/run-content';
import { runContent } from '../../testbed/run-content';

/** What the runs of an experiment keep, by their number: scenario and candidates differ from run to run. */
export type ContentOf = (at: number) => RunContent;

const opens = ['Lay out', 'Write down', 'Put away', 'Sort', 'Pack', 'Go through', 'Finish', 'Hand on', 'Set aside'];
const things = [
	'the report',
	'the lunch boxes',
	'three calls',
	'the letters',
	'the shopping list',
	'the keys',
	'one bill',
];
const whens = ['before nine', 'while the kettle boils', 'tonight', 'on the way home', 'after the first coffee'];
const whys = ['so that the morning is lighter', 'and cross it off', 'before anything else', 'and let the rest wait'];

/** Tips as a model may write them, the same for the same number; no two numbers below 10,000 have the same five. */
export function tipsOf(at: number): string[] {
	return Array.from({ length: 5 }, (_each, tip) => {
		const of = (words: readonly string[], step: number) => words[(at * step + tip * (step + 1)) % words.length];
		return `${of(opens, 1)} ${of(things, 1)} ${of(whens, 1)}, ${of(whys, 3)}: ${Math.floor(at / 8) + tip} minutes are enough.`;
	});
}

/** A wide bench, as the leaderboard may meet one: 10,000 runs are a cell each of 40 rows by 250 scenarios. */
const models = 10;
const prompts = 4;
const scenariosOfBench = 250;

/** The contents of runs of one experiment. Their scenarios have the texts of those that are shipped, over and over. */
export async function contentsOf(experiment: string, judges: JudgeTiers): Promise<ContentOf> {
	const base = await runContent([]);
	const scenarios = await createCatalog(projectRoot()).scenarios();
	return (at) => {
		const candidates = tipsOf(at);
		const number = Math.floor(at / (models * prompts));
		const shipped = scenarios[number % scenarios.length] as Scenario;
		const scenario = { ...shipped, name: `${shipped.name}-${number % scenariosOfBench}` };
		const model = { ...base.cell.model, name: `m${at % models}:1b`, digest: sha256Hex(`model ${at % models}`) };
		const prompt = { ...base.cell.prompt, name: `v${1 + (Math.floor(at / models) % prompts)}` };
		const { name, hash } = scenario;
		const key = sha256Hex(`${experiment} ${at}`);
		return {
			...base,
			cell: {
				...base.cell,
				key,
				model,
				prompt,
				scenario: { name, hash },
				repeat: Math.floor(number / scenariosOfBench),
			},
			generation: { ...base.generation, text: JSON.stringify(candidates) },
			candidates,
			scenario,
			bench: experiment,
			judges,
		};
	};
}
