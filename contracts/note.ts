import { z } from 'zod';

/** What a bench is told for its notes: who did what. */
export const noteFromOutsideSchema = z.object({
	by: z.string().trim().min(1).max(100),
	did: z.string().trim().min(1).max(200),
});

export type NoteFromOutside = z.infer<typeof noteFromOutsideSchema>;
