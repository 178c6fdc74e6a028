import { type WrittenAnswer, written } from '../../http/json-answer';
import type { ExperimentNow } from '../kept/experiment-now';
import type { ExperimentDesk } from './desk';

/**
 * An answer of JSON that follows from an experiment: found and written once for all who ask.
 * @param what tells it from others of the same experiment
 * @throws what finding it throws
 */
export function writtenOnce(
	{ kept }: Pick<ExperimentDesk, 'kept'>,
	now: ExperimentNow,
	what: string,
	find: () => unknown,
): Promise<WrittenAnswer> {
	return textOnce({ kept }, now, what, async () => JSON.stringify(await find()));
}

/** The same of any text. */
export function textOnce(
	{ kept }: Pick<ExperimentDesk, 'kept'>,
	now: ExperimentNow,
	what: string,
	find: () => Promise<string>,
): Promise<WrittenAnswer> {
	const make = async () => written(await find());
	return kept.following(now, { what, make, sizeOf: ({ byteLength }) => byteLength });
}
