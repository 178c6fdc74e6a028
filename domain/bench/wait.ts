import { z } from 'zod';
import { countOf } from '../wording';
import { configSchema } from './config';
import { durationMs } from './durations';

/** How a bench waits for its judge: the keys of a config that say so. */
const waitRulesSchema = configSchema.pick({ remind_after: true, judge_deadline: true, on_deadline: true });

export type WaitRules = z.infer<typeof waitRulesSchema>;

/** A wait as one run of a bench hands it to the next. */
export interface Wait {
	/** Milliseconds since 1970. */
	readonly since: number;
	/** Reminders that were due so far, missed ones among them. */
	readonly reminders: number;
	/** Whether the deadline has passed, and the bench waits on. */
	readonly late: boolean;
}

/** A wait as people are shown it; times in ISO 8601. */
export const shownWaitSchema = z.object({
	since: z.string(),
	reminders: z.int(),
	next_reminder: z.string(),
	deadline: z.string().nullable(),
	on_deadline: waitRulesSchema.shape.on_deadline.unwrap(),
});

export type ShownWait = z.infer<typeof shownWaitSchema>;

/** The rules of a config; those of a bench that was planned before there were such keys are the defaults. */
export function waitRulesOf(config: Partial<Record<keyof WaitRules, unknown>>): WaitRules {
	const { remind_after, judge_deadline, on_deadline } = config;
	const read = waitRulesSchema.safeParse({ remind_after, judge_deadline, on_deadline });
	return read.success ? read.data : waitRulesSchema.parse({});
}

/** A wait that begins now. @param now milliseconds since 1970 */
export function beginWait(now: number): Wait {
	return { since: now, reminders: 0, late: false };
}

/** What has come due of a wait, and the wait as it is from then on. */
export interface Due {
	/** Somebody is to be reminded: once, however many reminders were missed. */
	readonly reminder: boolean;
	/** The deadline has passed since the last look. */
	readonly deadline: boolean;
	readonly wait: Wait;
}

/** @param now milliseconds since 1970 */
export function dueOf(rules: WaitRules, wait: Wait, now: number): Due {
	const reminders = Math.max(wait.reminders, remindersUntil(rules, now - wait.since));
	const deadline = deadlineOf(rules, wait);
	const late = wait.late || (deadline !== null && now >= deadline);
	return {
		reminder: reminders > wait.reminders,
		deadline: late && !wait.late,
		wait: { ...wait, reminders, late },
	};
}

/** When there is something to do again, in milliseconds since 1970: a reminder, or the deadline. */
export function nextDue(rules: WaitRules, wait: Wait): number {
	const reminder = wait.since + reminderAfter(rules, wait.reminders + 1);
	const deadline = wait.late ? null : deadlineOf(rules, wait);
	return deadline === null ? reminder : Math.min(reminder, deadline);
}

/** When the wait is over, whatever is scored by then, in milliseconds since 1970; `null` where it never is. */
function deadlineOf({ judge_deadline }: WaitRules, { since }: Wait): number | null {
	const ms = judge_deadline === undefined ? null : durationMs(judge_deadline);
	return ms === null ? null : since + ms;
}

/** A wait as people are shown it. */
export function shownWait(rules: WaitRules, wait: Wait): ShownWait {
	const deadline = deadlineOf(rules, wait);
	return {
		since: asIso(wait.since),
		reminders: wait.reminders,
		next_reminder: asIso(wait.since + reminderAfter(rules, wait.reminders + 1)),
		deadline: deadline === null ? null : asIso(deadline),
		on_deadline: rules.on_deadline,
	};
}

/** A wait in one line: since when, and what comes next. */
export function waitLine({ since, reminders, next_reminder, deadline, on_deadline }: ShownWait): string {
	const given = reminders === 0 ? '' : ` (${countOf(reminders, 'reminder')} so far)`;
	const then = { wait: 'waits on', compare: 'compares what is scored', fail: 'fails' }[on_deadline];
	const last = deadline === null ? 'no deadline' : `deadline ${asMinute(deadline)}, then it ${then}`;
	return `waiting since ${asMinute(since)}${given}; next reminder ${asMinute(next_reminder)}; ${last}`;
}

/** `2026-11-26 07:10 UTC`. */
function asMinute(iso: string): string {
	return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

function asIso(ms: number): string {
	return new Date(ms).toISOString();
}

/** Milliseconds from the wait's begin to a reminder: each duration counts from the reminder before, the last one repeats. */
function reminderAfter({ remind_after }: WaitRules, number: number): number {
	const pauses = remind_after.map((each) => durationMs(each) ?? 0);
	const given = pauses.slice(0, number).reduce((sum, each) => sum + each, 0);
	return given + Math.max(0, number - pauses.length) * (pauses.at(-1) ?? 0);
}

/** How many reminders are due after so many milliseconds. */
function remindersUntil(rules: WaitRules, ms: number): number {
	const { remind_after } = rules;
	let listed = 0;
	while (listed < remind_after.length && reminderAfter(rules, listed + 1) <= ms) listed += 1;
	if (listed < remind_after.length) return listed;
	const repeated = reminderAfter(rules, listed + 1) - reminderAfter(rules, listed);
	return listed + Math.floor((ms - reminderAfter(rules, listed)) / repeated);
}
