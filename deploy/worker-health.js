'use strict';
// Asks a worker how it is, by the socket of its --health-socket. Ends with 0, or with 1 and what is wrong.

const { createConnection } = require('node:net');

const [socket = '/tmp/worker-health.sock', seconds = '5'] = process.argv.slice(2);
let answer = '';

function end(fault) {
	if (fault !== undefined) process.stderr.write(`${fault}\n`);
	process.exit(fault === undefined ? 0 : 1);
}

const connection = createConnection(socket);
connection.on('data', (chunk) => {
	answer += chunk;
});
connection.on('end', () => end(answer.trim() === 'healthy' ? undefined : answer.trim() || 'the worker ended'));
connection.on('error', (error) => end(`no worker listens at ${socket}: ${error.message}`));
setTimeout(() => end(`the worker has not answered within ${seconds} s`), Number(seconds) * 1000);
