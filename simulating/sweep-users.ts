import type { SimPlan } from '../contracts/sim';
import { simulatedRun } from '../domain/simulation/sim-key';
import { findToken } from '../http/access/token';
import type { Env } from '../machine/environment/kinds';
import { servePlace } from '../serving/http/guard';
import { servingClient } from '../serving/http-client';

/**
 * Deletes a simulation's users on the server that it asked, where it asked one: each batch clears its own, but for one whose
 * worker was killed.
 * @throws TipBenchError ServingUnavailable, ServingRefused; MachineError EnvironmentInvalid
 */
export async function sweepUsers(
	env: Env,
	{ serve_url: url, personas, setting }: Pick<SimPlan, 'serve_url' | 'personas' | 'setting'>,
	signal: AbortSignal,
): Promise<void> {
	if (url === null) return;
	const { token } = await findToken(servePlace, env);
	const client = servingClient({ url, token });
	try {
		for (const persona of personas) await client.sweep(`${simulatedRun({ persona, setting })}.`, signal);
	} finally {
		await client.close();
	}
}
