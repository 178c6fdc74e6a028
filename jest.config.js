// What takes minutes, and so is no part of `npm test`: `npm run test:long`.
const longTests = '\\.long\\.test\\.ts$';

const shared = {
	rootDir: __dirname,
	transform: { '^.+\\.ts$': '@swc/jest' },
	testEnvironment: 'node',
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

/** @type {import('jest').Config} */
module.exports = {
	// The native runtime of Temporal and the servers under test want the machine to themselves.
	maxWorkers: 2,
	testTimeout: 120_000,
	testSequencer: '<rootDir>/bin/even-parts.js',
	coverageProvider: 'v8',
	coverageDirectory: 'coverage',
	projects: [
		{
			...shared,
			displayName: 'unit',
			testMatch: ['**/*.test.ts'],
			testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/test/', longTests],
		},
		{
			...shared,
			displayName: 'integration',
			testMatch: ['<rootDir>/test/**/*.test.ts'],
			testPathIgnorePatterns: ['/node_modules/', '/dist/', longTests],
			globalSetup: '<rootDir>/test/support/global-setup.ts',
			globalTeardown: '<rootDir>/test/support/global-teardown.ts',
		},
		{
			...shared,
			displayName: 'long',
			testMatch: ['**/*.long.test.ts'],
			globalSetup: '<rootDir>/test/support/global-setup.ts',
			globalTeardown: '<rootDir>/test/support/global-teardown.ts',
		},
	],
};
