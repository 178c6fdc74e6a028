import { execFileSync } from 'node:child_process';
import { namedTemporal } from '../machine/temporal/target';
import type { Addresses } from '../places/addresses';
import { scheduleLine } from './schedule-line';

const { isNamed: _named, ...target } = namedTemporal({ TEMPORAL_ADDRESS: 'localhost:7233' });
const addresses: Addresses = { ...target, mlflow: '', ollama: '', temporalUi: null };

test.each(['tips', 'prompt-ab/v1 vs v2', 'it\'s $(reboot) `x` "y" \\ %s', '-tips', 'א'])(
	'the line for %j reaches a program as it was meant',
	(experiment) => {
		const input = { experiment, models: 'a:b', nightly: { baseline_experiment: "b'1" } };
		const asked = {
			experiment,
			input,
			cron: '0 2 * * *',
			time_zone: 'Europe/Berlin',
			summary: `nights of ${experiment}`,
		};
		const line = scheduleLine(addresses, asked);
		expect(line).toMatch(/^temporal schedule create --schedule-id=/);
		// A shell is asked which words it sees.
		const words = execFileSync('sh', ['-c', `printf '%s\\0' ${line.replace(/^temporal/, '')}`], {
			encoding: 'utf8',
		}).split('\0');
		expect(words.slice(0, -1)).toEqual([
			'schedule',
			'create',
			`--schedule-id=nightly/${experiment}`,
			'--cron=0 2 * * *',
			'--time-zone=Europe/Berlin',
			'--overlap-policy=Skip',
			'--catchup-window=1h',
			`--workflow-id=nightly/${experiment}`,
			'--task-queue=bench',
			'--type=nightly',
			`--static-summary=nights of ${experiment}`,
			`--input=${JSON.stringify(input)}`,
		]);
	},
);
