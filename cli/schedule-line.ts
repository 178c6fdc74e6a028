import { catchUpWindow, type ScheduleAsked, scheduleIdFor } from '../client/schedules';
import { nightlyWorkflowType } from '../contracts/nightly';
import { benchQueue } from '../contracts/workflows';
import { quoted } from '../domain/wording';
import type { Addresses } from '../places/addresses';
import { temporalCommand } from '../places/temporal-command';

/** The plain command that makes the same schedule, as a POSIX shell takes it. */
export function scheduleLine(addresses: Addresses, asked: ScheduleAsked): string {
	const { kind, input, cron, time_zone, summary } = asked;
	const id = scheduleIdFor(asked);
	const flags = {
		'schedule-id': id,
		cron,
		'time-zone': time_zone,
		'overlap-policy': 'Skip',
		'catchup-window': catchUpWindow,
		'workflow-id': id,
		'task-queue': benchQueue,
		type: kind ?? nightlyWorkflowType,
		'static-summary': summary,
		input: JSON.stringify(input),
	};
	// With `=`, a value that begins with a dash is one still.
	const words = Object.entries(flags).map(([flag, value]) => `--${flag}=${quoted(value)}`);
	return `${temporalCommand(addresses)} schedule create ${words.join(' ')}`;
}
