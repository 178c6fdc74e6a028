import type { Command } from 'commander';
import { createSchedule, type ScheduleAsked } from '../../client/schedules';
import { TipBenchError } from '../../domain/errors';
import { timeZoneOf } from '../../domain/ranking/night/night-name';
import { argument } from '../../domain/wording';
import { planSources } from '../../places/plan-sources';
import { planOptimize } from '../../planning/plan-optimize';
import { here } from '../here';
import { addOptimizeFlags, readOptimizeInput } from '../optimize-flags';
import { print, say } from '../output';
import { sayUnserved } from '../say-unserved';
import { scheduleLine } from '../schedule-line';

interface ScheduleOptions extends Record<string, unknown> {
	readonly cron: string;
	readonly timeZone?: string;
	readonly print?: boolean;
}

/** Of one schedule's comparisons each has an experiment of its own. */
const usual = { dated: true };

/** `tip-bench optimize schedule`: a comparison again and again. */
export function addOptimizeSchedule(optimize: Command): void {
	const command = optimize.command('schedule').description('compare prompt versions again and again, by a schedule');
	command
		.option('--cron <expression>', 'when, as cron has it: minute, hour, day, month, weekday', '0 3 * * 6')
		.option('--time-zone <zone>', "in which --cron is meant (default: this machine's)");
	addOptimizeFlags(command, usual)
		.option('--print', 'print the plain `temporal schedule create` line; make nothing')
		.addHelpText(
			'after',
			[
				'',
				'Each experiment has its date in its name, unless --dated no. One whose predecessor still waits for people is skipped.',
				'`schedule list`, `show`, `pause`, `resume`, `trigger` and `delete` know it.',
				'',
				'Example:',
				'  ./tip-bench optimize schedule --models gemma3:1b --judge-kind haiku,claude-code --spot-check 0.25 --cron "0 3 * * 6"',
			].join('\n'),
		)
		.action(create);
}

async function create(options: ScheduleOptions): Promise<void> {
	const addresses = here().addresses();
	const asked = await askedBy(options);
	if (options.print) return print(scheduleLine(addresses, asked));
	const client = await here().temporal();
	const { scheduleId } = await createSchedule(client, asked);
	const [next] = (await client.schedule.getHandle(scheduleId).describe()).info.nextActionTimes;
	say(
		`schedule ${scheduleId} made; it begins next at ${next?.toISOString() ?? 'no time'} (${asked.cron} in ${asked.time_zone})`,
	);
	await sayUnserved(client);
	say(`look: ./tip-bench schedule show ${argument(scheduleId)}. The same by hand:`);
	print(scheduleLine(addresses, asked));
}

/** @throws TipBenchError InvalidConfig with every fault, Usage */
async function askedBy(options: ScheduleOptions): Promise<ScheduleAsked> {
	const zone = (options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone).trim();
	const time_zone = timeZoneOf(zone);
	if (time_zone === null)
		throw new TipBenchError(
			'Usage',
			`--time-zone: must be a time zone such as Europe/Berlin or UTC, but is ${JSON.stringify(zone)}`,
		);
	const input = { ...usual, ...(await readOptimizeInput(options)) };
	const plan = await planOptimize(planSources(here()), { ...input, dated: false }, { at: Date.now(), isWorker: false });
	for (const note of plan.notes) say(`note: ${note}`);
	const names = plan.candidates.map(({ name }) => name).join(', ');
	return {
		...{ kind: 'optimize', experiment: plan.experiment, input, cron: options.cron, time_zone },
		summary: `${plan.experiment}: ${names} against ${plan.baseline.name}`.slice(0, 200),
	};
}
