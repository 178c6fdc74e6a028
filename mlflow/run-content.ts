import type { Cell, GenerationSettings } from '../domain/bench/cell';
import type { Generation } from '../domain/bench/generation';
import type { Scenario } from '../domain/bench/scenario';
import type { JudgeTiers } from '../domain/judging/judge-kinds';
import type { Rubric, Scores } from '../domain/judging/rubric';

/** All that a cell's run keeps. */
export interface RunContent {
	readonly cell: Cell;
	readonly settings: GenerationSettings;
	readonly generation: Generation;
	/** As parsed from the output. */
	readonly candidates: readonly string[];
	/** Whether the output was in the asked format. */
	readonly askedFormat: boolean;
	/** How the candidates stood in the output, and by which version they were read. */
	readonly answerForm: string;
	readonly reader: string;
	/** The prompt as it was sent. */
	readonly promptText: string;
	readonly scenario: Scenario;
	readonly rubric: Rubric;
	/** The workflow id of the bench. */
	readonly bench: string;
	/** Its page in the Temporal UI, where we know it. */
	readonly benchUrl: string | null;
	/** Whose scores it waits for. */
	readonly judges: JudgeTiers;
	/** 0–1, `null` when it was not measured. */
	readonly diversity: number | null;
	/** The scores by rule; `null` when a judge is to score. */
	readonly scores: Scores | null;
	/** The flags that the program computes: a judge finds them filled in. */
	readonly flags: Scores;
}
