import type { Kind } from './kinds';

/** One environment variable that tip-bench reads. */
export interface Variable {
	/** How its text is read: see `kinds.ts`. */
	readonly kind: Kind;
	/** What it is for. */
	readonly meaning: string;
	/** What holds where it is not set; empty where nothing does. */
	readonly fallback: string;
	/** Whether only `set` or `unset` is ever shown of it. */
	readonly secret?: true;
	/** A former name, which the `temporal` command still reads too, and which goes before. */
	readonly formerly?: string;
}

/**
 * Every environment variable that tip-bench reads, in the order in which people are shown them. One that is set but
 * empty counts as unset. Nobody else reads one of these: see `read.ts`.
 */
export const variables = {
	TEMPORAL_ADDRESS: {
		kind: 'text',
		meaning: "Temporal's host and port; `https://` before it means TLS",
		fallback: "the profile's, else that of the stack that `up` runs, else `localhost:7233`",
	},
	TEMPORAL_NAMESPACE: { kind: 'text', meaning: 'its namespace', fallback: "the profile's, else `default`" },
	TEMPORAL_API_KEY: { kind: 'key', meaning: 'an API key; TLS goes with it', fallback: "the profile's", secret: true },
	TEMPORAL_PROFILE: { kind: 'text', meaning: 'which profile of the file', fallback: '`default`' },
	TEMPORAL_CONFIG_FILE: {
		kind: 'path',
		meaning: 'the file of profiles that `temporal config` writes',
		fallback: "`temporalio/temporal.toml` in the user's folder of settings",
	},
	TEMPORAL_TLS: { kind: 'flag', meaning: 'whether to use TLS', fallback: 'where a certificate or an API key is given' },
	TEMPORAL_TLS_CLIENT_CERT_PATH: {
		kind: 'path',
		meaning: "the file of a client's certificate",
		fallback: '',
		formerly: 'TEMPORAL_TLS_CERT',
	},
	TEMPORAL_TLS_CLIENT_CERT_DATA: {
		kind: 'verbatim',
		meaning: 'that certificate itself, as PEM',
		fallback: '',
		secret: true,
		formerly: 'TEMPORAL_TLS_CERT_DATA',
	},
	TEMPORAL_TLS_CLIENT_KEY_PATH: {
		kind: 'path',
		meaning: "the file of that certificate's key",
		fallback: '',
		formerly: 'TEMPORAL_TLS_KEY',
	},
	TEMPORAL_TLS_CLIENT_KEY_DATA: {
		kind: 'verbatim',
		meaning: 'that key itself, as PEM',
		fallback: '',
		secret: true,
		formerly: 'TEMPORAL_TLS_KEY_DATA',
	},
	TEMPORAL_TLS_SERVER_CA_CERT_PATH: {
		kind: 'path',
		meaning: "the file of the authority that signed the server's certificate",
		fallback: "the system's authorities",
		formerly: 'TEMPORAL_TLS_CA',
	},
	TEMPORAL_TLS_SERVER_CA_CERT_DATA: {
		kind: 'verbatim',
		meaning: 'that certificate itself, as PEM',
		fallback: '',
		secret: true,
		formerly: 'TEMPORAL_TLS_CA_DATA',
	},
	TEMPORAL_TLS_SERVER_NAME: {
		kind: 'text',
		meaning: "the name in the server's certificate",
		fallback: "the address's host",
	},
	TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: {
		kind: 'flag',
		meaning: 'refused where it is true: workers always verify',
		fallback: '`false`',
	},
	TEMPORAL_UI_URL: {
		kind: 'text',
		meaning: "the Temporal UI's address, for links",
		fallback: 'that of the stack that `up` runs',
	},
	MLFLOW_TRACKING_URI: {
		kind: 'text',
		meaning: "MLflow's address, may carry a path",
		fallback: 'that of the stack that `up` runs, else `http://localhost:5000`',
	},
	MLFLOW_TRACKING_USERNAME: { kind: 'verbatim', meaning: "the user for MLflow's log-in", fallback: '' },
	MLFLOW_TRACKING_PASSWORD: { kind: 'verbatim', meaning: 'the password that goes with it', fallback: '', secret: true },
	MLFLOW_TRACKING_TOKEN: {
		kind: 'key',
		meaning: 'a token, where there is no user and password',
		fallback: '',
		secret: true,
	},
	MLFLOW_TRACKING_SERVER_CERT_PATH: {
		kind: 'path',
		meaning: "the authorities that signed MLflow's certificate: a file, or a folder of them",
		fallback: '`REQUESTS_CA_BUNDLE`',
	},
	MLFLOW_TRACKING_INSECURE_TLS: {
		kind: 'flag',
		meaning: "whether MLflow's certificate is not verified at all",
		fallback: '`false`',
	},
	MLFLOW_TRACKING_CLIENT_CERT_PATH: {
		kind: 'path',
		meaning: "a client's certificate for MLflow, with its key, in one file",
		fallback: '',
	},
	REQUESTS_CA_BUNDLE: {
		kind: 'path',
		meaning: "as for MLflow's own client: the authorities to trust",
		fallback: '`CURL_CA_BUNDLE`',
	},
	CURL_CA_BUNDLE: { kind: 'path', meaning: 'likewise', fallback: "Node's own authorities" },
	OLLAMA_HOST: {
		kind: 'text',
		meaning: "Ollama's address, read as Ollama itself reads it",
		fallback: 'that of the stack that `up` runs, else `http://127.0.0.1:11434`',
	},
	OLLAMA_API_KEY: {
		kind: 'key',
		meaning: 'a key for an Ollama behind a log-in, sent as a bearer',
		fallback: '',
		secret: true,
	},
	TIP_BENCH_QUEUES: {
		kind: 'list',
		meaning: 'the queues that a worker serves; every name but `bench` and `sim` is a GPU',
		fallback: '`bench,gpu,sim`',
	},
	TIP_BENCH_DATA: {
		kind: 'path',
		meaning: 'the folder that holds `rubrics/`, `prompts/`, `scenarios/`, `auto-judges/` and `personas/`',
		fallback: 'the checkout',
	},
	TIP_BENCH_STATE: {
		kind: 'path',
		meaning: 'the folder of what must not be lost: databases, judge files, `stack.json`, logs',
		fallback: '`tip-bench` in `XDG_STATE_HOME`, else `~/.local/state/tip-bench`',
	},
	TIP_BENCH_CACHE: {
		kind: 'path',
		meaning: 'the folder of what can be made again: installed parts, models',
		fallback: '`tip-bench` in `XDG_CACHE_HOME`, else `~/.cache/tip-bench`',
	},
	TIP_BENCH_WEBHOOK_URL: {
		kind: 'text',
		meaning: 'where a worker sends the events of benches (see webhooks.md)',
		fallback: 'nobody is told',
		secret: true,
	},
	TIP_BENCH_WEBHOOK_SECRET: {
		kind: 'key',
		meaning: 'what they are signed with: `whsec_` and base64, or any other word',
		fallback: '',
		secret: true,
	},
	TIP_BENCH_ADMIN_TOKEN: {
		kind: 'key',
		meaning: 'the token of the admin server: at least 20 characters that nobody guesses',
		fallback: 'made at its first start, kept in the state folder',
		secret: true,
	},
	TIP_BENCH_ADMIN_HOSTS: {
		kind: 'list',
		meaning: 'the host names by which browsers reach the admin server through a proxy, as `bench.example.org`',
		fallback: 'this machine alone',
	},
	TIP_BENCH_ADMIN_ADDRESSES: {
		kind: 'list',
		meaning: 'addresses of Ollama, MLflow and `serve` that the admin server takes from a request, beside its own',
		fallback: 'its own alone',
	},
	TIP_BENCH_ADMIN_HOOK_SECRET: {
		kind: 'key',
		meaning: 'what deliveries to `/api/hooks/judged` are signed with: `whsec_` and base64, or any other word',
		fallback: 'that route takes none',
		secret: true,
	},
	TIP_BENCH_SERVE_TOKEN: {
		kind: 'key',
		meaning: 'the token by which a product asks `serve`: at least 20 characters that nobody guesses',
		fallback: 'made at its first start, kept in the state folder',
		secret: true,
	},
	TIP_BENCH_SERVE_REWARD_DAYS: {
		kind: 'days',
		meaning: 'for how many days after a decision `serve` takes its reward',
		fallback: '`7`',
	},
	TIP_BENCH_SERVE_KEPT_DAYS: {
		kind: 'days',
		meaning: 'for how many days `serve` keeps decisions',
		fallback: '`90`',
	},
	TIP_BENCH_COMMAND: {
		kind: 'text',
		meaning: 'how messages call this program; docker-compose.yml sets it',
		fallback: '`./tip-bench`',
	},
	TIP_BENCH_START: {
		kind: 'text',
		meaning: 'likewise, what brings parts and workers up',
		fallback: '`./tip-bench up`',
	},
	TIP_BENCH_OUTSIDE_EXPORTS: {
		kind: 'text',
		meaning: 'likewise, where the judge files are outside of the container',
		fallback: 'where they are inside',
	},
	TIP_BENCH_OUTSIDE_TEMPORAL: {
		kind: 'text',
		meaning: "likewise, Temporal's host and port",
		fallback: 'as inside',
	},
	TERM: { kind: 'text', meaning: 'the kind of terminal; a `dumb` one only prints lines', fallback: '' },
	HOME: {
		kind: 'standardPath',
		meaning: 'the home folder, which `~` in a path means',
		fallback: 'what the system has for this user',
	},
	XDG_STATE_HOME: {
		kind: 'standardPath',
		meaning: 'as the system has it; a path that is not whole is passed over',
		fallback: '`~/.local/state`',
	},
	XDG_CACHE_HOME: { kind: 'standardPath', meaning: 'likewise', fallback: '`~/.cache`' },
	XDG_CONFIG_HOME: {
		kind: 'standardPath',
		meaning: "likewise; Temporal's profiles lie there",
		fallback: '`~/.config`',
	},
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;

/** Their names are open: each is a header that is sent to Temporal. */
export const headerVariables = {
	prefix: 'TEMPORAL_GRPC_META_',
	meaning: 'a header that is sent to Temporal, named by what follows the prefix',
} as const;
