import type { PlannedModel } from '../domain/bench/cell';
import type { PlannedJudge } from '../domain/judging/auto-judge';
import type { Rubric } from '../domain/judging/rubric';
import type { SizeLimit } from './plan-models';
import type { AddressSources } from './resolve-config';

/** What an auto judge is to do, as far as it can be checked before it does. */
export interface JudgeSetting {
	readonly kind: string;
	/** The key of the input that names it, for messages. */
	readonly key: string;
	readonly rubric: Rubric;
	/** Task queue → Ollama address. */
	readonly gpus: Readonly<Record<string, string>>;
	readonly sources: AddressSources;
	readonly limit: SizeLimit;
	/** Whose candidates it scores, as far as is known. */
	readonly contestants: readonly Pick<PlannedModel, 'name' | 'digest'>[];
}

/** What a check found of an auto judge's model. */
export interface FoundModel {
	/** As the plan has it. */
	readonly model: string;
	readonly weights: PlannedJudge['weights'];
	/** Tokens that question and answer may take together. */
	readonly context: number;
	readonly notes: readonly string[];
}
