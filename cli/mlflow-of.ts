import { connectTemporal, type ListedBench, listBenches } from '../client/temporal';
import { lookAtMlflow } from '../local/probe';
import type { Mlflow } from '../mlflow/client';
import { type Addresses, findAddresses, openMlflow } from './addresses';
import { say } from './output';

/** Without Temporal all of this works on: nobody waits longer than this for what only it knows. */
const patienceMs = 2_000;

/**
 * The MLflow that has an experiment: where its newest bench says that it is, else the one that this command means. One
 * that a bench inside of containers names may be out of reach from here; then a line says so.
 * @throws MachineError EnvironmentInvalid
 */
export async function mlflowOf(experiment: string): Promise<Mlflow> {
	const addresses = findAddresses();
	const bench = await newestBench(addresses, experiment);
	return bench === null ? openMlflow() : mlflowOfBench(bench);
}

/** The same for a bench that is known already. */
export async function mlflowOfBench({ id, mlflow: named }: Pick<ListedBench, 'id' | 'mlflow'>): Promise<Mlflow> {
	const { mlflow: ours } = findAddresses();
	if (named === null || named === ours) return openMlflow();
	const seen = await lookAtMlflow(named, process.env);
	if (seen.is === 'there') {
		say(`MLflow is at ${named}, as bench ${id} says`);
		return openMlflow(named);
	}
	say(`bench ${id} uses the MLflow at ${named}, which cannot be reached from here; looking at ${ours}`);
	return openMlflow();
}

/** `null` where Temporal knows of none, and where it does not answer in time. */
async function newestBench(addresses: Addresses, experiment: string): Promise<ListedBench | null> {
	const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs).unref());
	const find = async () => {
		const benches = await listBenches(await connectTemporal(addresses), false);
		return benches.find((bench) => bench.experiment === experiment) ?? null;
	};
	return Promise.race([find().catch(() => null), late]);
}
