import type { Status } from '../../domain/bench/status';
import { isYounger } from '../../domain/younger';
import { waitAtMost } from '../../machine/wait-at-most';
import type { ServerContext } from '../context';
import type { Standing } from '../waiting/waiting';

/** How far a bench that runs is, by its own word. */
export interface RunningProgress {
	readonly phase: Status['phase'];
	readonly paused: boolean;
	readonly cells: Status['cells'];
}

/** The first one who asks waits so long at most; later ones are told what is known. Milliseconds. */
const patienceMs = 1_000;

/** What was seen so long ago is looked at again, beside the answer. Milliseconds. */
const freshMs = 3_000;

/** By workflow id; benches for which no worker answers are not in it. */
type ProgressOf = ReadonlyMap<string, RunningProgress>;

/**
 * Asks how far the benches are that run, by the same look that the list of what waits is made of: nobody is asked twice.
 * @param look at how things stand
 */
export function runningProgress(
	look: () => Promise<Pick<Standing, 'benches'>>,
	{ now }: Pick<ServerContext, 'now'>,
): () => Promise<ProgressOf> {
	let known: ProgressOf | null = null;
	let at = Number.NEGATIVE_INFINITY;
	let looking: Promise<void> | null = null;
	const lookOnce = async () => {
		const { benches } = await look();
		known = new Map(
			(benches ?? []).flatMap(({ id, isRunning, status }) =>
				isRunning && status !== null ? [[id, progressOf(status)] as const] : [],
			),
		);
	};
	return async () => {
		if (!isYounger(at, freshMs, now())) {
			at = now();
			// What cannot be looked at is not told of: the list itself is there all the same.
			looking = lookOnce().catch(() => undefined);
		}
		if (known === null && looking !== null) await waitAtMost(patienceMs, looking);
		return known ?? new Map();
	};
}

function progressOf({ phase, paused, cells }: Status): RunningProgress {
	return { phase, paused, cells };
}
