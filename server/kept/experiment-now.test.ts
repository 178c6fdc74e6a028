import type { RequestListener } from 'node:http';
import { createPlaces, type Places } from '../../places/places';
import { withHttpStandIn } from '../../testbed/http-stand-in';
import { createLookAt } from './experiment-now';

// A stand-in for MLflow, which counts what it is asked; Temporal is away.

const experiment = (name: string, tags: Record<string, string> = {}) => ({
	...{ experiment_id: '7', name, lifecycle_stage: 'active' },
	tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
});

async function withLook(
	answer: RequestListener,
	use: (look: ReturnType<typeof createLookAt>, asked: string[]) => Promise<void>,
): Promise<void> {
	const asked: string[] = [];
	const counting: RequestListener = (request, response) => {
		asked.push(decodeURIComponent(request.url ?? ''));
		answer(request, response);
	};
	await withHttpStandIn(counting, async (url) => {
		const places: Places = {
			...createPlaces({ MLFLOW_TRACKING_URI: url }, () => undefined),
			temporal: () => Promise.reject(new Error('away')),
		};
		await use(createLookAt(places, Date.now), asked);
	});
}

test('all who look at one time are one request or two, and see what changed before they asked', async () => {
	let revision = 1;
	const answer: RequestListener = (_request, response) => {
		const tags = { revision: `${revision}` };
		const experiments = [experiment('e', tags), experiment('f', tags)];
		setTimeout(() => response.end(JSON.stringify({ experiments })), 20);
	};
	await withLook(answer, async (look, asked) => {
		const first = look('e');
		await new Promise((resolve) => setTimeout(resolve, 10));
		revision = 2;
		const others = Array.from({ length: 20 }, (_each, at) => look(at % 2 === 0 ? 'e' : 'f'));
		await first;
		for (const other of await Promise.all(others)) expect(other.revision).toMatch(/^2\|/);
		expect(asked).toHaveLength(2);
	});
});

test('what is in no list is asked for by its name, whatever that holds', async () => {
	const name = `prompt-ab/v1 "x" 'y' & =#?%2F 😀`;
	const answer: RequestListener = (_request, response) =>
		response.end(JSON.stringify({ experiment: experiment(name) }));
	await withLook(answer, async (look, asked) => {
		expect((await look(name)).experiment.name).toBe(name);
		const paths = asked.map((each) => each.split('?')[0]?.split('/').at(-1));
		expect(paths).toEqual(['search', 'get-by-name']);
	});
});

test('another limit of the newest bench is another revision', async () => {
	let min_kappa = '0.6';
	const answer: RequestListener = (_request, response) =>
		response.end(JSON.stringify({ experiment: experiment('e', { revision: 'r', min_kappa }) }));
	await withLook(answer, async (look) => {
		const before = (await look('e')).revision;
		min_kappa = '0.7';
		expect((await look('e')).revision).not.toBe(before);
	});
});
