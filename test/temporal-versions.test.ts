import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { LocatedPart, StartOptions } from '../local/part';
import { locateTemporal, startTemporal } from '../local/temporal';
import { type DatabaseSchema, databaseFile, databaseSchema, schemaOf } from '../local/temporal-database';
import { ownParts } from '../testbed/own-parts';

const tables = { 'before 1.31': 'executions', 'from 1.31': 'chasm_executions' };

/** A server that makes databases of this kind, found as for a state folder that has one already. */
async function serverFor(schema: DatabaseSchema): Promise<LocatedPart> {
	const options = ownParts();
	const text = `CREATE TABLE current_executions CREATE TABLE current_${tables[schema]}`;
	writeFileSync(join(options.stateDir, databaseFile), text);
	try {
		return await locateTemporal({ ...options, say: () => {} });
	} finally {
		rmSync(options.stateDir, { recursive: true });
	}
}

async function withClient<T>(address: string, work: (client: Client) => Promise<T>): Promise<T> {
	const connection = await Connection.connect({ address });
	try {
		return await work(new Client({ connection }));
	} finally {
		await connection.close();
	}
}

/** Starts the server, makes a schedule and a waiting workflow in its database, and ends it. */
async function makeDatabase(options: StartOptions, located: LocatedPart): Promise<void> {
	const temporal = await startTemporal({ ...options, located });
	await withClient(temporal.address, async (client) => {
		await client.workflow.start('waits', { taskQueue: 'nobody', workflowId: 'waits', args: [] });
		await createSchedule(client, 'first');
	});
	await temporal.stop();
}

async function createSchedule(client: Client, scheduleId: string): Promise<void> {
	const action = { type: 'startWorkflow', workflowType: 'bench', taskQueue: 'nobody' } as const;
	await client.schedule.create({ scheduleId, spec: { intervals: [{ every: '1 day' }] }, action });
}

test.each<[DatabaseSchema, DatabaseSchema]>([
	['before 1.31', 'from 1.31'],
	['from 1.31', 'before 1.31'],
])('a database of a server %s stays with such a server, though one %s is first on PATH', async (schema, other) => {
	const said: string[] = [];
	const options = { ...ownParts(), say: (line: string) => said.push(line) };
	const [made, onPath] = [await serverFor(schema), await serverFor(other)];
	expect([made, onPath].map(({ version }) => schemaOf(version))).toEqual([schema, other]);
	expect(databaseSchema(options.stateDir)).toBeUndefined();
	await makeDatabase(options, made);
	expect(databaseSchema(options.stateDir)).toBe(schema);

	const env = { ...process.env, PATH: `${dirname(onPath.command)}:${process.env.PATH}` };
	const temporal = await startTemporal({ ...options, env });
	try {
		expect(schemaOf(temporal.version)).toBe(schema);
		expect(said.join('\n')).toContain(`${onPath.command} has server ${onPath.version}`);
		await withClient(temporal.address, async (client) => {
			const waiting = await client.workflow.getHandle('waits').describe();
			expect(waiting.status.name).toBe('RUNNING');
			await createSchedule(client, 'second');
			// Answered by the server itself, unlike the list, which lags behind.
			for (const id of ['first', 'second']) await client.schedule.getHandle(id).describe();
		});
	} finally {
		await temporal.stop();
	}
});

test('where there is no database yet, the first on PATH will do, whatever it is', async () => {
	for (const schema of ['before 1.31', 'from 1.31'] as const) {
		const onPath = await serverFor(schema);
		const options = ownParts();
		const env = { ...options.env, PATH: `${dirname(onPath.command)}:${options.env.PATH}` };
		expect(await locateTemporal({ ...options, env })).toMatchObject({ origin: 'path', version: onPath.version });
	}
});
