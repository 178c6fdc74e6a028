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

/** The contents of runs of one experiment, as if a bench of all shipped scenarios had made them. */
export async function contentsOf(experiment: string, judges: JudgeTiers): Promise<ContentOf> {
	const base = await runContent([]);
	const scenarios = await createCatalog(projectRoot()).scenarios();
	return (at) => {
		const candidates = tipsOf(at);
		const { name, hash } = scenarios[at % scenarios.length] as Scenario;
		const key = sha256Hex(`${experiment} ${at}`);
		return {
			...base,
			cell: { ...base.cell, key, scenario: { name, hash }, repeat: at },
			generation: { ...base.generation, text: JSON.stringify(candidates) },
			candidates,
			scenario: scenarios[at % scenarios.length] as Scenario,
			bench: experiment,
			judges,
		};
	};
}
