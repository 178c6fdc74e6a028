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
	projects: [
		{
			...shared,
			displayName: 'unit',
			testMatch: ['**/*.test.ts'],
			testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/test/'],
		},
		{
			...shared,
			displayName: 'integration',
			testMatch: ['<rootDir>/test/**/*.test.ts'],
			globalSetup: '<rootDir>/test/support/global-setup.ts',
			globalTeardown: '<rootDir>/test/support/global-teardown.ts',
		},
	],
};
