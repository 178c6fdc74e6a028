'use strict';
// A worker is healthy when Temporal knows it as a poller of each of its queues. Ends with 0, or with 1 and why not.

const { hostname } = require('node:os');
const { Connection } = require('@temporalio/client');
const { readEnvironment } = require('../dist/machine/environment');
const { clientOptions } = require('../dist/machine/temporal/connection');
const { processOf } = require('../dist/worker/identity');

const workflowQueue = 1;
const activityQueue = 2;

/** Whether a process of this container polls the queue. */
async function isPolled(connection, namespace, name, taskQueueType) {
	const { pollers } = await connection.workflowService.describeTaskQueue({
		namespace,
		taskQueue: { name },
		taskQueueType,
	});
	return (pollers ?? []).some(({ identity }) => processOf(identity ?? '')?.host === hostname());
}

async function main() {
	const { temporal, servesBench, benchQueue, gpuQueues } = readEnvironment(process.env);
	const connection = await Connection.connect({ ...clientOptions(temporal), connectTimeout: '5s' });
	try {
		const bench = servesBench ? [workflowQueue, activityQueue].map((type) => [benchQueue, type]) : [];
		for (const [name, type] of [...bench, ...gpuQueues.map((queue) => [queue, activityQueue])]) {
			if (await isPolled(connection, temporal.namespace, name, type)) continue;
			throw new Error(`${hostname()} does not poll the queue ${name} of ${temporal.temporal}`);
		}
	} finally {
		await connection.close();
	}
}

main().catch((error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
