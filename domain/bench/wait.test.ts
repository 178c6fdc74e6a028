import { parseConfig } from './config';
import { beginWait, dueOf, nextDue, shownWait, type Wait, type WaitRules, waitLine, waitRulesOf } from './wait';

const hour = 3_600_000;
const day = 24 * hour;
const began = Date.parse('2026-11-26T07:10:00Z');

const rulesOf = (given: Record<string, unknown>): WaitRules => {
	const parsed = parseConfig(given);
	if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
	return waitRulesOf(parsed.config);
};

/** Lives through a wait as a bench does: asleep until something is due. */
function live(rules: WaitRules, days: number): { reminders: number[]; deadlines: number[] } {
	const seen = { reminders: [] as number[], deadlines: [] as number[] };
	let wait = beginWait(began);
	for (let now = nextDue(rules, wait); now <= began + days * day; now = nextDue(rules, wait)) {
		const due = dueOf(rules, wait, now);
		expect(due.reminder || due.deadline).toBe(true);
		if (due.reminder) seen.reminders.push((now - began) / day);
		if (due.deadline) seen.deadlines.push((now - began) / day);
		wait = due.wait;
	}
	return seen;
}

test('by default a reminder comes every seventh day, for ever', () => {
	expect(live(rulesOf({}), 30)).toEqual({ reminders: [7, 14, 21, 28], deadlines: [] });
});

test('each duration counts from the reminder before, and the last one repeats', () => {
	expect(live(rulesOf({ remind_after: '7d,1d' }), 10).reminders).toEqual([7, 8, 9, 10]);
	expect(live(rulesOf({ remind_after: ['1d', '3d', '7d'] }), 20).reminders).toEqual([1, 4, 11, 18]);
	expect(live(rulesOf({ remind_after: '12h', judge_deadline: '36h' }), 2)).toEqual({
		reminders: [0.5, 1, 1.5, 2],
		deadlines: [1.5],
	});
});

test('a deadline comes once, and reminders go on after it', () => {
	expect(live(rulesOf({ judge_deadline: '10d' }), 30)).toEqual({ reminders: [7, 14, 21, 28], deadlines: [10] });
});

test('whoever slept through reminders is reminded once, and then at the usual times', () => {
	const rules = rulesOf({ remind_after: '1d,2d', judge_deadline: '4d' });
	const late = dueOf(rules, beginWait(began), began + 10 * day);
	expect(late).toEqual({ reminder: true, deadline: true, wait: { since: began, reminders: 5, late: true } });
	expect(nextDue(rules, late.wait)).toBe(began + 11 * day);
	expect(dueOf(rules, late.wait, began + 10 * day)).toMatchObject({ reminder: false, deadline: false });
	// A clock that was set back takes nothing back.
	expect(dueOf(rules, late.wait, began + day).wait).toEqual(late.wait);
});

test('a second a reminder, slept through for a year, is counted without going through each', () => {
	const rules = rulesOf({ remind_after: '1s' });
	expect(dueOf(rules, beginWait(began), began + 365 * day).wait.reminders).toBe((365 * day) / 1000);
});

test('rules of an older bench are the defaults, and what nobody can read is too', () => {
	const usual = { remind_after: ['7d'], on_deadline: 'wait' };
	expect(waitRulesOf({})).toEqual(usual);
	expect(waitRulesOf({ remind_after: ['soon'], judge_deadline: 3, on_deadline: 'shrug' })).toEqual(usual);
});

test.each([
	[{}, { reminders: 0 }, 'waiting since 2026-11-26 07:10 UTC; next reminder 2026-12-03 07:10 UTC; no deadline'],
	[
		{ judge_deadline: '14d', on_deadline: 'Fail' },
		{ reminders: 1 },
		'waiting since 2026-11-26 07:10 UTC (1 reminder so far); next reminder 2026-12-10 07:10 UTC; deadline 2026-12-10 07:10 UTC, then it fails',
	],
	[
		{ judge_deadline: '14d', on_deadline: 'compare' },
		{ reminders: 3 },
		'waiting since 2026-11-26 07:10 UTC (3 reminders so far); next reminder 2026-12-24 07:10 UTC; deadline 2026-12-10 07:10 UTC, then it compares what is scored',
	],
])('%j is said in one line', (given, so, line) => {
	const wait: Wait = { since: began, late: false, ...so };
	expect(waitLine(shownWait(rulesOf(given), wait))).toBe(line);
});
