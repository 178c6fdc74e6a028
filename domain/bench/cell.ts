import { hashOf } from '../hash';
import type { ScenarioSet } from './scenario';

/** The settings that all cells of a bench share, and that each answer depends on. */
export interface GenerationSettings {
	/** Candidates asked of a cell, 1–50. */
	readonly n_tips: number;
	/** 0–2. */
	readonly temperature: number;
	/** Context length in tokens, always sent. */
	readonly num_ctx: number;
	/** Most tokens a cell may generate, always sent. */
	readonly num_predict: number;
	/** Base seed; each cell's own derives from it. */
	readonly seed: number;
}

/** A model as it was when the bench was planned. */
export interface PlannedModel {
	/** The tag in Ollama, for example `qwen2.5:0.5b`. */
	readonly name: string;
	/** SHA-256 of the model's manifest, as Ollama's `/api/tags` gives it. */
	readonly digest: string;
	/** Exact number of parameters. */
	readonly parameters: number;
	/** What is sent as `think`: `false` for models that can think, otherwise nothing. */
	readonly think: false | null;
}

/** A data file's name and the hash of its content: what history carries instead of the content. */
export interface NamedHash {
	readonly name: string;
	readonly hash: string;
}

/** One (model, prompt version, scenario, repeat). It yields `n_tips` candidates and becomes one MLflow run. */
export interface Cell {
	/** Names the cell across benches: see {@link cellKey}. */
	readonly key: string;
	readonly model: PlannedModel;
	readonly prompt: NamedHash;
	readonly scenario: NamedHash;
	/** From 0. */
	readonly repeat: number;
	/** The seed sent to Ollama, 0 to 2³¹ − 1. */
	readonly seed: number;
}

/** A folder of data files. */
export interface DataPlace {
	/** Machine and path, for messages. */
	readonly place: string;
	/** Equal for one folder, also where two containers see it; `null` where the file system does not tell. */
	readonly folder: string | null;
}

/** All that says which cells a model's block has. */
export interface BlockPlan {
	readonly model: PlannedModel;
	readonly prompts: readonly NamedHash[];
	/** How many, and one hash over them all: thousands of names would not fit into history. */
	readonly scenarios: Pick<ScenarioSet, 'count' | 'hash'>;
	/** Independent samples a cell, at least 1. */
	readonly repeats: number;
	readonly settings: GenerationSettings;
	/** Benches of earlier versions do not say. */
	readonly planned_by?: DataPlace;
}

/** How many cells a block has. */
export function countCells(block: BlockPlan): number {
	return block.prompts.length * block.scenarios.count * block.repeats;
}

/**
 * Which of the block's scenarios a cell is about.
 * @param index the cell's place in the block's order, 0 to `countCells(block) - 1`
 * @returns 0 to `block.scenarios.count - 1`
 */
export function scenarioIndexOf(block: BlockPlan, index: number): number {
	return Math.floor(index / block.repeats) % block.scenarios.count;
}

/**
 * The cell at a place of the block's order: prompt by prompt, in it scenario by scenario, in it repeat by repeat,
 * so that one prompt's cells follow each other and Ollama's prompt cache helps.
 * @param index 0 to `countCells(block) - 1`
 * @param scenario the one at {@link scenarioIndexOf} that index
 * @throws RangeError outside of that
 */
export function cellAt(block: BlockPlan, index: number, scenario: NamedHash | undefined): Cell {
	const repeat = index % block.repeats;
	const prompt = block.prompts[Math.floor(index / (block.repeats * block.scenarios.count))];
	if (prompt === undefined || scenario === undefined || index < 0) {
		throw new RangeError(`cell ${index} of a block of ${countCells(block)}`);
	}
	const key = cellKey(block, prompt, scenario, repeat);
	const { name, hash } = scenario;
	return { key, model: block.model, prompt, scenario: { name, hash }, repeat, seed: cellSeed(key) };
}

/**
 * The place of a cell in a block's order.
 * @param scenarios the block's, in order
 * @returns `null` where it is no cell of that block
 */
export function indexOf(
	block: BlockPlan,
	cell: Pick<Cell, 'key' | 'prompt' | 'scenario' | 'repeat'>,
	scenarios: readonly NamedHash[],
): number | null {
	const prompt = block.prompts.findIndex(({ hash }) => hash === cell.prompt.hash);
	const scenario = scenarios.findIndex(({ hash }) => hash === cell.scenario.hash);
	if (prompt === -1 || scenario === -1 || cell.repeat >= block.repeats) return null;
	const index = (prompt * block.scenarios.count + scenario) * block.repeats + cell.repeat;
	return cellAt(block, index, scenarios[scenario]).key === cell.key ? index : null;
}

function cellKey(block: BlockPlan, prompt: NamedHash, scenario: NamedHash, repeat: number): string {
	const { n_tips, temperature, num_ctx, num_predict, seed } = block.settings;
	return hashOf({
		model: block.model.digest,
		prompt: prompt.hash,
		scenario: scenario.hash,
		n_tips,
		temperature,
		num_ctx,
		num_predict,
		think: block.model.think,
		format: null,
		seed,
		repeat,
	});
}

/** The key depends on the base seed and on all that makes the cell, so its first 31 bits serve as the cell's seed. */
function cellSeed(key: string): number {
	return Number.parseInt(key.slice(0, 8), 16) & 0x7fffffff;
}
