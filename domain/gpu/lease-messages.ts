import { utf8ToBytes } from '@noble/hashes/utils';
import { z } from 'zod';

/** Models that a request names: the next ones are named with the next. */
export const mostWanted = 20;

/** A model as leases speak of it, with the Ollama that has it. */
const modelSchema = z.object({
	name: z.string().max(500),
	digest: z.string().max(200),
	ollama_url: z.string().max(500),
});

// Temporal refuses to signal anything else than such ids, in a way that would stop the lease for ever.
const workflowId = z.string().refine((id) => id !== '' && utf8ToBytes(id).length <= 1000);
const runId = z.guid();

const holderSchema = {
	/** Workflow id of who holds the GPU, or is to: a bench, so far. */
	workflow: workflowId,
	/** Its run id: a later run of the same workflow id is another holder. */
	run: runId,
	/** Which of its requests this is, ascending, so that a late answer to an earlier one is told apart. */
	number: z.int().min(0),
};

const day = 86_400_000;

/** Somebody asks for a GPU, naming the models that it still has to run, in its order. */
export const leaseRequestSchema = z.object({
	...holderSchema,
	wants: z.array(modelSchema).min(1).max(mostWanted),
	/** Who asks with a higher one goes before all with a lower one; without one it is 0. */
	priority: z.int().min(-100).max(100).optional(),
	/** After how many milliseconds of holding it lets others in that wait; without one the lease says. */
	longest_ms: z.int().min(1_000).max(day).optional(),
});

/** Somebody needs the GPU no more, or never got it and no longer waits. */
export const leaseReturnSchema = z.object({
	...holderSchema,
	/** The model that it ran, and so left in memory; `null` where it ran none. */
	ran: modelSchema.nullable(),
	/** What it wants next, if anything: a request in the same message, so that nothing is unloaded in between. */
	next: leaseRequestSchema.optional(),
});

/** A holder runs another model than the one that the lease proposed. */
export const leaseUseSchema = z.object({ ...holderSchema, model: modelSchema });

export type LeasedModel = z.infer<typeof modelSchema>;
export type LeaseRequest = Readonly<z.infer<typeof leaseRequestSchema>>;
export type LeaseReturn = Readonly<z.infer<typeof leaseReturnSchema>>;
export type LeaseUse = Readonly<z.infer<typeof leaseUseSchema>>;

/**
 * A holder is asked to let others in: to give the GPU back as soon as it can without losing work, and to ask again. It is
 * about the grant of this number.
 */
export const letInSchema = z.object({ queue: z.string(), number: z.int() });

export type LetIn = Readonly<z.infer<typeof letInSchema>>;

/** How a request stands to others; without a priority it is 0. */
export function priorityOf({ priority = 0 }: Pick<LeaseRequest, 'priority'>): number {
	return priority;
}

/** What a holder is told: it may use the GPU now. */
export interface Grant {
	readonly queue: string;
	readonly run: string;
	readonly number: number;
	/** What to run first if nobody else does: the resident model where the holder wants it. */
	readonly model: LeasedModel;
}
