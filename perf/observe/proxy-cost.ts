import { median } from './statistics';

const asks = 200;

/** How much longer a small request takes through a proxy than without it: milliseconds, by the medians of both. */
export async function measureProxyCost(direct: string, proxied: string): Promise<number> {
	const times = { direct: [] as number[], proxied: [] as number[] };
	for (let ask = 0; ask < asks; ask += 1) {
		times.direct.push(await timeToAsk(direct));
		times.proxied.push(await timeToAsk(proxied));
	}
	return median(times.proxied) - median(times.direct);
}

async function timeToAsk(ollama: string): Promise<number> {
	const began = performance.now();
	await (await fetch(`${ollama}/api/version`)).text();
	return performance.now() - began;
}
