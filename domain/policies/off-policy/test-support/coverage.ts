import type { PolicyName } from '../../policy-names';
import { replayOf } from '../replay';
import { type LogShape, madeLog, trueValue } from './made-log';

/** How often intervals held the truth, and in how many of the logs there was one. */
export interface Coverage {
	readonly ips: number;
	readonly snips: number;
	readonly better_by: number;
	readonly estimated: number;
}

export function coverageOf(shape: LogShape, target: PolicyName, logs: number): Coverage {
	const each = Array.from({ length: logs }, (_log, seed) => {
		const log = madeLog(shape, seed + 1);
		const replay = replayOf(target);
		for (const { decision } of log) replay.take(decision);
		const worth = log.map((made) => made.worth[made.decision.chosen] as number);
		return { ...replay.result(), truth: trueValue(log, target), had: mean(worth) };
	});
	const [truth, had] = [mean(each.map((one) => one.truth)), mean(each.map((one) => one.had))];
	const found = each.flatMap(({ estimates }) => (estimates.value === null ? [] : [estimates.value]));
	const held = (key: keyof (typeof found)[number], value: number) =>
		mean(found.map((one) => Number(one[key].low <= value && value <= one[key].high)));
	return {
		...{ ips: held('ips', truth), snips: held('snips', truth), better_by: held('better_by', truth - had) },
		estimated: found.length,
	};
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, each) => sum + each, 0) / values.length;
}
