import type { Client, ScheduleDescription } from '@temporalio/client';
import type { Command } from 'commander';
import { listNights } from '../../client/nights';
import { listOptimizes } from '../../client/optimizes';
import { type FoundSchedule, findSchedule, listSchedules, triggerOne } from '../../client/schedules';
import { argument, countOf, quoted } from '../../domain/wording';
import { temporalCommand } from '../../places/temporal-command';
import { optimizeWords } from '../../report/optimize';
import { printable } from '../../report/printable';
import { here } from '../here';
import { nightWords } from '../night-lines';
import { print, say } from '../output';
import { addScheduleCreate } from './schedule-create';

/** `tip-bench schedule …`: every night, and what got worse. */
export function addSchedule(program: Command): void {
	const schedule = program
		.command('schedule')
		.description('run a bench every night, and be told what got worse; and look after all schedules');
	addScheduleCreate(schedule);
	schedule
		.command('list')
		.description('which schedules there are, and how their last nights went')
		.option('--json', 'print it as JSON')
		.addHelpText('after', '\nExample:\n  ./tip-bench schedule list')
		.action(list);
	onOne(schedule, 'show', 'when a schedule runs next, and how its nights went', show);
	onOne(schedule, 'trigger', 'run a night now', async ({ handle }) => {
		await triggerOne(handle);
		say(
			`one of ${handle.scheduleId} begins, unless one is still running; see ./tip-bench schedule show ${argument(handle.scheduleId)}`,
		);
	});
	onOne(schedule, 'pause', 'run no night until `schedule resume`', async ({ handle }) => {
		await handle.pause('paused by tip-bench');
		say(
			`${handle.scheduleId} is paused; a night that runs goes on. Go on: ./tip-bench schedule resume ${argument(handle.scheduleId)}`,
		);
	});
	onOne(schedule, 'resume', 'let a paused schedule go on', async ({ handle }) => {
		await handle.unpause('resumed by tip-bench');
		say(`${handle.scheduleId} goes on`);
	});
	onOne(schedule, 'delete', 'delete a schedule; its nights stay', async ({ handle }) => {
		await handle.delete();
		say(`${handle.scheduleId} is deleted; its nights are in MLflow as before, and one that runs goes on`);
	});
}

type OnSchedule = (found: FoundSchedule, client: Client, options: { json?: boolean }) => Promise<void>;

function onOne(schedule: Command, name: string, description: string, work: OnSchedule): void {
	const command = schedule
		.command(name)
		.description(description)
		.argument('<experiment>', "what its nights' names begin with, or the schedule's id")
		.addHelpText('after', `\nExample:\n  ./tip-bench schedule ${name} tips`);
	if (name === 'show') command.option('--json', 'print it as JSON');
	command.action(async (experiment: string, options: { json?: boolean }) => {
		const client = await here().temporal();
		await work(await findSchedule(client, experiment), client, options);
	});
}

async function list({ json }: { json?: boolean }): Promise<void> {
	const client = await here().temporal();
	const [schedules, ran] = [await listSchedules(client), await listRan(client)];
	const withLast = schedules.map((each) => ({ ...each, last: ran.find(({ id }) => id === each.recent[0]) ?? null }));
	if (json) return print(JSON.stringify(withLast, null, 2));
	if (schedules.length === 0) say('no schedules yet: ./tip-bench schedule create --help');
	for (const { id, paused, next, last } of withLast) {
		const when = paused ? 'paused' : `next ${minute(next[0])}`;
		print(printable(`${id}  ${when}${last === null ? '' : `  last ${lineOf(last)}`}`));
	}
}

async function show({ handle, described }: FoundSchedule, client: Client, { json }: { json?: boolean }): Promise<void> {
	const nights = ranBy(described, await listRan(client));
	const { state, info, spec } = described;
	const id = handle.scheduleId;
	if (json) {
		const times = { next: info.nextActionTimes, time_zone: spec.timezone ?? 'UTC', paused: state.paused };
		const skipped = { skipped: info.numActionsSkippedOverlap, missed: info.numActionsMissedCatchupWindow };
		return print(JSON.stringify({ id, ...times, ...skipped, input: inputOf(described), nights }, null, 2));
	}
	print(
		printable(
			`${id} · ${state.paused ? 'paused' : `next ${minute(info.nextActionTimes[0])}`} · times are in ${spec.timezone ?? 'UTC'}`,
		),
	);
	const what = described.action.workflowType === 'nightly' ? 'night' : 'comparison';
	for (const night of nights) print(printable(lineOf(night)));
	if (nights.length === 0) say(`no ${what} yet`);
	const { numActionsSkippedOverlap: skipped, numActionsMissedCatchupWindow: missed } = info;
	if (skipped > 0) say(`${countOf(skipped, what)} skipped, since the one before was still running`);
	if (missed > 0) say(`${countOf(missed, what)} missed, since Temporal was away`);
	say(`now: ${temporalCommand(here().addresses())} schedule trigger --schedule-id=${quoted(id)}`);
}

/** Those that Temporal still knows, the newest first. */
function ranBy({ info }: ScheduleDescription, ran: readonly Ran[]): Ran[] {
	const ids = info.recentActions.map(({ action }) => action.workflow.workflowId).reverse();
	return ids.flatMap((id) => ran.find((each) => each.id === id) ?? []);
}

/** What schedules have run: nights, and comparisons of prompts. */
async function listRan(client: Client) {
	return [...(await listNights(client)), ...(await listOptimizes(client))];
}

type Ran = Awaited<ReturnType<typeof listRan>>[number];

function inputOf({ action }: ScheduleDescription): unknown {
	return action.args?.[0] ?? null;
}

function lineOf(ran: Ran): string {
	const words = 'verdict' in ran ? nightWords(ran) : optimizeWords(ran);
	return `${minute(ran.startedAt)}  ${ran.experiment ?? ran.id}  ${words}`;
}

function minute(time: Date | undefined): string {
	return time === undefined ? 'never' : `${time.toISOString().slice(0, 16)}Z`;
}
