import { type ListedBench, listBenches } from '../client/temporal';
import { isYounger } from '../domain/younger';
import { lookAtMlflow } from '../local/probe';
import { waitAtMost } from '../machine/wait-at-most';
import type { Mlflow } from '../mlflow/client';
import type { Places } from './places';

/** Without Temporal all of this works on: nobody waits longer than this for what only it knows. */
const patienceMs = 2_000;

/** One that did not answer is not waited for again within so many milliseconds, whatever it is asked about. */
const awayMs = 8_000;

/** When it did not: milliseconds since 1970. */
const awaySince = new WeakMap<Places, number>();

/**
 * The MLflow that has an experiment: where its newest bench says that it is, else the one that this process means. One
 * that a bench inside of containers names may be out of reach from here; then a line says so.
 * @throws MachineError EnvironmentInvalid
 */
export async function mlflowOf(places: Places, experiment: string): Promise<Mlflow> {
	const bench = await newestBench(places, experiment);
	return bench === null ? places.mlflow() : mlflowOfBench(places, bench);
}

/** The same for a bench that is known already. */
export async function mlflowOfBench(
	places: Places,
	{ id, mlflow: named }: Pick<ListedBench, 'id' | 'mlflow'>,
): Promise<Mlflow> {
	const { mlflow: ours } = places.addresses();
	if (named === null || named === ours) return places.mlflow();
	const seen = await lookAtMlflow(named, places.env);
	if (seen.is === 'there') {
		places.say(`MLflow is at ${named}, as bench ${id} says`);
		return places.mlflow(named);
	}
	places.say(`bench ${id} uses the MLflow at ${named}, which cannot be reached from here; looking at ${ours}`);
	return places.mlflow();
}

/** `null` where Temporal knows of none, and where it does not answer in time. */
async function newestBench(places: Places, experiment: string): Promise<ListedBench | null> {
	// What is wrong with the environment is said, not taken for a server that is away.
	places.addresses();
	if (isYounger(awaySince.get(places) ?? 0, awayMs, Date.now())) return null;
	const list = async () => listBenches(await places.temporal(), false);
	const benches = await waitAtMost(
		patienceMs,
		list().catch(() => undefined),
	);
	if (benches === undefined) awaySince.set(places, Date.now());
	return benches?.find((bench) => bench.experiment === experiment) ?? null;
}
