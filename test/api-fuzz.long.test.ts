import { type AdminServer, adminToken, startAdminServer } from '../testbed/admin-server';
import { fewCells, type HeldStage, startHeldStage } from '../testbed/held-stage';
import { fuzz } from '../testbed/schemathesis';
import { until } from '../testbed/until';

// Every route gets what a generator makes of the OpenAPI document, right and wrong, on real parts with a real experiment.

const experiment = 'fuzzed';
let stage: HeldStage;
let server: AdminServer;

jest.setTimeout(1_800_000);

beforeAll(async () => {
	stage = await startHeldStage();
	server = await startAdminServer(stage.env);
	await stage.benches.start(fewCells(experiment, 4));
	await stage.untilPhase(experiment, 'awaiting-judge');
});

afterAll(async () => {
	await server.stop();
	await stage.close();
});

test('no route fails by itself, and each answers as it is described', async () => {
	// A stream of events has no end to wait for.
	const leaveAlone = '/progress';
	const document = `${server.url}/api/openapi.json`;
	const { code, stdout, stderr } = await fuzz({ document, token: adminToken, leaveAlone, most: 40, seed: 1 });
	process.stderr.write(stdout);
	expect({ code, stderr, unexpected: server.lines.filter(({ level }) => level === 'error') }).toEqual({
		...{ code: 0, stderr: '', unexpected: [] },
	});
	// And it was whole afterwards, once the wrong tokens of the last requests are a while ago.
	const isWhole = async () =>
		(await server.json(`/api/bench/status?experiment=${experiment}`)).experiment === experiment;
	await until(isWhole, 120_000);
	for (const line of server.lines) expect(JSON.stringify(line)).not.toContain(adminToken);
});
