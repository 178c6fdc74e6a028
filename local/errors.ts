import { CodedError, type ErrorEntry } from '../machine/coded-error';

/** What can go wrong while the local parts are brought up. */
export const localErrors = {
	PartMissing: {
		final: true,
		meaning: 'Temporal, MLflow, Ollama, or a tool to install one of them with is not there.',
		remedy: 'Install what the message names; `./tip-bench doctor` says what is missing.',
	},
	PartFailed: {
		final: true,
		meaning: 'A part did not start, or ended by itself.',
		remedy: 'See its log, which the message names, then start the stack again.',
	},
	PartRefused: {
		final: true,
		meaning: 'A part that the environment names is there, but does not let us in.',
		remedy: 'Give the log-in, key or certificate that the message asks for; `./tip-bench doctor` tells more.',
	},
	BuildFailed: {
		final: true,
		meaning: 'A step of installing or building a part failed.',
		remedy: 'See the log in the message; running it again goes on from what is there.',
	},
	DownloadFailed: {
		final: true,
		meaning: 'A file could not be fetched.',
		remedy: 'See that the address in the message can be reached from here, through a proxy if need be.',
	},
	ModelFailed: {
		final: true,
		meaning: 'A model could not be pulled or registered, or the models could not be listed.',
		remedy: 'See the reason in the message; the name may be wrong, or the registry out of reach.',
	},
} as const satisfies Record<string, ErrorEntry>;

export type LocalErrorCode = keyof typeof localErrors;

/** An expected failure of the local stack. */
export class LocalStackError extends CodedError<LocalErrorCode> {
	override readonly name = 'LocalStackError';

	override get entry(): ErrorEntry {
		return localErrors[this.code];
	}
}
