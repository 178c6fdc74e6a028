import type { Command, Option } from 'commander';
import { createSchedule, type ScheduleAsked } from '../../client/schedules';
import { TipBenchError } from '../../domain/errors';
import { nightKeys, nightSchema } from '../../domain/ranking/night/night-config';
import { timeZoneOf } from '../../domain/ranking/night/night-name';
import { argument } from '../../domain/wording';
import { planSources } from '../../places/plan-sources';
import { checkSchedule } from '../../planning/check-schedule';
import { addConfigFlags, readConfigInput } from '../config-flags';
import { here } from '../here';
import { givenFor, keyOption } from '../key-flags';
import { print, say } from '../output';
import { sayUnserved } from '../say-unserved';
import { scheduleLine } from '../schedule-line';

interface CreateOptions extends Record<string, unknown> {
	readonly cron: string;
	readonly print?: boolean;
}

/** `tip-bench schedule create`: a bench every night, compared with a pinned baseline. */
export function addScheduleCreate(schedule: Command): void {
	const command = schedule.command('create').description('run a bench every night and compare it with a baseline');
	command.option('--cron <expression>', 'when, as cron has it: minute, hour, day, month, weekday', '0 2 * * *');
	for (const key of nightKeys) command.addOption(optionOf(key));
	addConfigFlags(command)
		.option('--print', 'print the plain `temporal schedule create` line; make nothing')
		.addHelpText(
			'after',
			[
				'',
				"Each night's experiment is --experiment with the date: tips-2026-11-26. --judge-kind must be one auto kind alone.",
				'Nights go on from --baseline-experiment until you make another schedule: it does not drift.',
				'',
				'Examples:',
				'  ./tip-bench schedule create --experiment tips --models gemma3:1b --judge-kind haiku --baseline-experiment tips-1',
				'  ./tip-bench schedule create --config nightly.json --cron "30 1 * * 1-5" --time-zone Europe/Berlin --margin 1',
			].join('\n'),
		)
		.action(create);
}

function optionOf(key: (typeof nightKeys)[number]): Option {
	const schema = nightSchema.shape[key];
	if (key !== 'time_zone') return keyOption(key, schema);
	return keyOption(key, schema, ", and in which --cron is meant (default: this machine's)");
}

async function create(options: CreateOptions): Promise<void> {
	const addresses = here().addresses();
	const asked = await askedBy(options);
	if (options.print) return print(scheduleLine(addresses, asked));
	const client = await here().temporal();
	const { scheduleId } = await createSchedule(client, asked);
	const [next] = (await client.schedule.getHandle(scheduleId).describe()).info.nextActionTimes;
	say(
		`schedule ${scheduleId} made; its next night begins at ${next?.toISOString() ?? 'no time'} (${asked.cron} in ${asked.time_zone})`,
	);
	await sayUnserved(client);
	say(`look: ./tip-bench schedule show ${argument(asked.experiment)}. The same by hand:`);
	print(scheduleLine(addresses, asked));
}

/** @throws TipBenchError InvalidConfig with every fault, Usage */
async function askedBy(options: CreateOptions): Promise<ScheduleAsked> {
	const { nightly: fromFile, ...bench } = (await readConfigInput(options)) as Record<string, unknown>;
	const nightly = { ...(isObject(fromFile) ? fromFile : {}), ...givenFor(nightKeys, options) };
	const zone = String(nightly.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone).trim();
	const time_zone = timeZoneOf(zone);
	if (time_zone === null) {
		const wanted = 'must be a time zone such as Europe/Berlin or UTC';
		throw new TipBenchError('Usage', `--time-zone: ${wanted}, but is ${JSON.stringify(zone)}`);
	}
	const wish = { bench, nightly: { ...nightly, time_zone } };
	const { notes, ...asked } = await checkSchedule(planSources(here()), wish);
	for (const note of notes) say(`note: ${note}`);
	return { ...asked, cron: options.cron };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
