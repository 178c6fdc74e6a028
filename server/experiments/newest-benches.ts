import { type ListedBench, listBenches } from '../../client/temporal';
import { isYounger } from '../../domain/younger';
import { waitAtMost } from '../../machine/wait-at-most';
import type { ServerContext } from '../context';
import { oneFlight } from '../kept/one-flight';

/** Nobody waits longer for what only Temporal knows, and what it said is good for so long: milliseconds. */
const [patienceMs, keptMs] = [1_000, 2_000];

/** After so long one that was away is asked again: milliseconds. */
const awayMs = 10_000;

/** The newest bench of each experiment. */
type NewestBenches = ReadonlyMap<string, ListedBench>;

/** Asks for the newest bench of each experiment; where Temporal is away, or late, for as many as are known: mostly none. */
export function newestBenches({
	places,
	parts,
	now,
}: Pick<ServerContext, 'places' | 'parts' | 'now'>): () => Promise<NewestBenches> {
	let known: NewestBenches = new Map();
	let [at, goodForMs] = [Number.NEGATIVE_INFINITY, keptMs];
	const ask = oneFlight(async () => {
		try {
			const benches = await listBenches(await places.temporal(), false);
			// The newest one comes last, and stays.
			const named = benches
				.reverse()
				.flatMap((each) => (each.experiment === null ? [] : [[each.experiment, each] as const]));
			known = new Map(named);
			[at, goodForMs] = [now(), keptMs];
		} catch {
			parts.noteAway('temporal');
			// Nobody waits for it again and again.
			[at, goodForMs] = [now(), awayMs];
		}
	});
	return async () => {
		if (isYounger(at, goodForMs, now())) return known;
		await waitAtMost(patienceMs, ask());
		return known;
	};
}
