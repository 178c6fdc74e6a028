'use strict';
// A worker is healthy when Temporal knows it as a poller of each of its queues. Ends with 0, or with 1 and why not.

const { hostname } = require('node:os');
const { Connection } = require('@temporalio/client');

const workflowQueue = 1;
const activityQueue = 2;
const address = process.env.TEMPORAL_ADDRESS ?? 'localhost:7233';
const namespace = process.env.TEMPORAL_NAMESPACE ?? 'default';
const queues = (process.env.TIP_BENCH_QUEUES ?? 'bench,gpu').split(',').map((name) => name.trim());

/** Whether a process of this container polls the queue; the SDK names a worker PID@HOSTNAME. */
async function isPolled(connection, name, taskQueueType) {
	const { pollers } = await connection.workflowService.describeTaskQueue({
		namespace,
		taskQueue: { name },
		taskQueueType,
	});
	return (pollers ?? []).some(({ identity }) => identity?.endsWith(`@${hostname()}`));
}

async function main() {
	const connection = await Connection.connect({ address, connectTimeout: '5s' });
	try {
		for (const name of queues.filter((queue) => queue !== '')) {
			const types = name === 'bench' ? [workflowQueue, activityQueue] : [activityQueue];
			for (const type of types) {
				if (await isPolled(connection, name, type)) continue;
				throw new Error(`${hostname()} does not poll the queue ${name} of ${address}`);
			}
		}
	} finally {
		await connection.close();
	}
}

main().catch((error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
