import { z } from 'zod';

/** In `prompts` of a bench: the prompt version that has won and was promoted. */
export const activeWord = 'active';

/** Of the file that says which prompt is active; what is kept otherwise is never read as one. */
const activePromptFormat = 'tip-bench-active-prompt/1';

/** Former ones that are kept, so that the file does not grow for ever. */
const mostKept = 100;

/** Why a prompt became active. */
const evidenceSchema = z.strictObject({
	/** The workflow that promoted it. */
	workflow: z.string(),
	experiment: z.string(),
	model: z.string(),
	/** The prompt version that it has beaten. */
	baseline: z.string(),
	/** The gate's decision: a run in MLflow that holds all that it was made from. */
	gate_run: z.string(),
	/** Why the gate promoted it, in plain words. */
	reasons: z.array(z.string()).readonly(),
});

const promotedSchema = z.strictObject({
	prompt: z.string(),
	/** Of its text: an edited file is another prompt, of which nothing was shown. */
	hash: z.string(),
	at: z.iso.datetime(),
	evidence: evidenceSchema,
});

/** Which prompt is active, and which were: the newest first. */
export const activePromptsSchema = z.strictObject({
	format: z.literal(activePromptFormat),
	active: promotedSchema.nullable(),
	former: z.array(promotedSchema).readonly(),
	rolled_back: z.array(promotedSchema.extend({ rolled_back_at: z.iso.datetime() })).readonly(),
});

export type PromotedPrompt = Readonly<z.infer<typeof promotedSchema>>;
export type ActivePrompts = Readonly<z.infer<typeof activePromptsSchema>>;

/** What there is before the first promotion. */
export const noActivePrompt: ActivePrompts = { format: activePromptFormat, active: null, former: [], rolled_back: [] };

/** What came of a wish to promote. */
export interface Promotion {
	readonly prompts: ActivePrompts;
	/** Why it is not active; `null` where it is, by this evidence or by that of before, which then stays. */
	readonly refused: string | null;
}

/**
 * Makes a prompt active, unless what is active is not what it has beaten, or its evidence was rolled back: the same
 * evidence must not undo what a person has decided since. Doing it again changes nothing.
 */
export function promoted(prompts: ActivePrompts, wish: PromotedPrompt): Promotion {
	const { active, former, rolled_back } = prompts;
	const refuse = (refused: string): Promotion => ({ prompts, refused });
	const isText = ({ prompt, hash }: PromotedPrompt) => prompt === wish.prompt && hash === wish.hash;
	const isSame = (each: PromotedPrompt) => each.evidence.gate_run === wish.evidence.gate_run;
	if (active !== null && (isSame(active) || isText(active))) return { prompts, refused: null };
	const undone = rolled_back.find(isSame);
	if (undone !== undefined)
		return refuse(
			`by this evidence it was active, and was rolled back at ${undone.rolled_back_at}: it takes new evidence`,
		);
	if (former.some(isSame)) return refuse('by this evidence it was active before, and another prompt has followed it');
	if (active !== null && active.prompt === wish.prompt)
		return refuse(
			`${active.prompt} is active with another text than has won now: \`./tip-bench prompt rollback\` first`,
		);
	if (active !== null && active.prompt !== wish.evidence.baseline)
		return refuse(
			`${active.prompt} is active, and what ${wish.prompt} has beaten is ${wish.evidence.baseline}: let it be compared with ${active.prompt}`,
		);
	const kept = active === null ? former : [active, ...former].slice(0, mostKept);
	return { prompts: { ...prompts, active: wish, former: kept }, refused: null };
}

/**
 * Makes the prompt active that was so before; where there was none, no prompt is.
 * @param at ISO 8601
 * @returns `null` where no prompt is active
 */
export function rolledBack(prompts: ActivePrompts, at: string): ActivePrompts | null {
	const { active, former, rolled_back } = prompts;
	if (active === null) return null;
	const [before = null, ...rest] = former;
	const undone = [{ ...active, rolled_back_at: at }, ...rolled_back].slice(0, mostKept);
	return { ...prompts, active: before, former: rest, rolled_back: undone };
}
