import { catchUpWindow, type ScheduleAsked } from '../client/schedules';
import { nightlyWorkflowType, scheduleIdOf } from '../contracts/nightly';
import { benchQueue } from '../contracts/workflows';
import { quoted } from '../domain/wording';
import type { Addresses } from '../places/addresses';
import { temporalCommand } from '../places/temporal-command';

/** The plain command that makes the same schedule, as a POSIX shell takes it. */
export function scheduleLine(addresses: Addresses, asked: ScheduleAsked): string {
	const { experiment, input, cron, time_zone, summary } = asked;
	const id = scheduleIdOf(experiment);
	const flags = {
		'schedule-id': id,
		cron,
		'time-zone': time_zone,
		'overlap-policy': 'Skip',
		'catchup-window': catchUpWindow,
		'workflow-id': id,
		'task-queue': benchQueue,
		type: nightlyWorkflowType,
		'static-summary': summary,
		input: JSON.stringify(input),
	};
	// With `=`, a value that begins with a dash is one still.
	const words = Object.entries(flags).map(([flag, value]) => `--${flag}=${quoted(value)}`);
	return `${temporalCommand(addresses)} schedule create ${words.join(' ')}`;
}
