'use strict';
// Shares test files out so that all parts take as long as each other: jest itself goes by a hash of their names.

const path = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');
const seconds = require('./test-seconds.json');

/** Of a file that is not in the list. */
const usualSeconds = 20;

module.exports = class EvenParts extends Sequencer {
	/** The longest first, each to whom has the least so far. */
	shard(tests, { shardIndex, shardCount }) {
		const secondsOf = (test) => seconds[path.basename(test.path, '.test.ts')] ?? usualSeconds;
		const byName = (a, b) => (a.path < b.path ? -1 : 1);
		const shards = Array.from({ length: shardCount }, () => ({ tests: [], seconds: 0 }));
		for (const test of [...tests].sort((a, b) => secondsOf(b) - secondsOf(a) || byName(a, b))) {
			const [least] = [...shards].sort((a, b) => a.seconds - b.seconds);
			least.tests.push(test);
			least.seconds += secondsOf(test);
		}
		return shards[shardIndex - 1].tests;
	}

	/** The longest first, in the same order on every machine. */
	sort(tests) {
		const secondsOf = (test) => seconds[path.basename(test.path, '.test.ts')] ?? usualSeconds;
		return [...tests].sort((a, b) => secondsOf(b) - secondsOf(a) || (a.path < b.path ? -1 : 1));
	}
};
