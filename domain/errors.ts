import { CodedError, type ErrorEntry } from '../machine/coded-error';
import { policyErrors } from './policies/policy-errors';

/**
 * Every failure of the product that we expect, with its retry rule and its remedy: from it the docs page, the command's
 * exit and Temporal's retry policy follow. What can go wrong with the computer is in `machine/errors.ts`, what with the
 * local parts in `local/errors.ts`.
 */
export const errorRegistry = {
	InvalidConfig: {
		final: true,
		meaning: 'The input of a bench or a simulation has faults; all of them are listed.',
		remedy: 'Correct the keys that the message names and start it again. Nothing was loaded or written.',
	},
	ExperimentBusy: {
		final: true,
		meaning: 'Another bench is filling the same cells of this experiment right now.',
		remedy: 'Wait for the bench that the message names, or cancel it, or use another experiment.',
	},
	BlockEnded: {
		final: true,
		meaning: 'The block of one model was terminated or cancelled again and again while its bench ran.',
		remedy: 'Find out who does that; then start the bench again: it goes on from what is recorded.',
	},
	BenchGone: {
		final: true,
		meaning: 'A block ended because the bench that it worked for has ended or was reset; what it had is recorded.',
		remedy: 'Nothing: a bench that was reset starts its blocks again. One that ended goes on when it is started again.',
	},
	Superseded: {
		final: true,
		meaning: 'A block was reset while a cell waited for the GPU; the block decides anew which cells it needs.',
		remedy: 'Nothing: the block goes on by itself.',
	},
	NotCollecting: {
		final: true,
		meaning:
			'Only a bench that is planning, collecting or being judged by a model, or a simulation that runs episodes, can be paused or resumed.',
		remedy: 'See where it is with `./tip-bench status BENCH`; `cancel` ends it in every phase.',
	},
	ExperimentDeleted: {
		final: true,
		meaning: 'The experiment exists in MLflow but was deleted.',
		remedy: 'Restore it (`mlflow experiments restore --experiment-id ID`), or use another name.',
	},
	PromptChanged: {
		final: true,
		meaning: 'A prompt, scenario, rubric or persona file differs from what the bench or simulation was planned with.',
		remedy: 'Put the file back, or start it again: what is recorded of unchanged files is reused.',
	},
	UnknownName: {
		final: true,
		meaning:
			'A prompt version, scenario, rubric, persona, experiment, bench, simulation or schedule of this name does not exist.',
		remedy: 'Use one of the names in the message, or add a file of that name.',
	},
	DataFileInvalid: {
		final: true,
		meaning:
			'A file in rubrics/, prompts/, scenarios/, auto-judges/ or personas/, or the one that says which prompt is active, cannot be read as what it should be.',
		remedy: 'Correct the file at the place that the message names.',
	},
	ModelNotFound: {
		final: true,
		meaning: 'Ollama does not have this model.',
		remedy: 'Pull it (`ollama pull MODEL`, or `./tip-bench run --pull` at once).',
	},
	ModelChanged: {
		final: true,
		meaning: 'The tag of a model points to other weights than when the bench was planned.',
		remedy: 'Start the bench again: it plans with the weights that the tag names now.',
	},
	GenerationFailed: {
		final: true,
		meaning: 'The model failed this cell three times, or Ollama refused the request for good.',
		remedy: 'See the reason in the message; starting the bench again retries only the failed cells.',
	},
	PromptTooLong: {
		final: true,
		meaning: 'A prompt does not fit into the context that the model has.',
		remedy: 'Raise `num_ctx`, or shorten the prompt; a bench counts such a cell as invalid and goes on.',
	},
	OllamaRefused: {
		final: true,
		meaning: 'Ollama refused a request in a way that no retry mends.',
		remedy: 'See the reason in the message.',
	},
	OllamaUnavailable: {
		final: false,
		meaning: 'Ollama does not answer, is busy, or ended while it worked.',
		remedy: 'Start Ollama at the address in the message, or correct `ollama_url`.',
	},
	ModelBroke: {
		final: false,
		meaning: 'The model process ended, ran out of memory, or an answer was cut off before its end.',
		remedy: 'It is tried again, three times at most for one cell; check the memory of the GPU if it persists.',
	},
	NotResident: {
		final: false,
		meaning: 'Another model is in memory, or the wanted one is not, so generating now would break the one-model rule.',
		remedy: 'It mends itself: the model is loaded again. If it persists, something else uses this Ollama.',
	},
	MlflowUnavailable: {
		final: false,
		meaning: 'MLflow does not answer, or is too busy to.',
		remedy: 'Start MLflow at the address in the message, or correct `mlflow_url`.',
	},
	MlflowRefused: {
		final: true,
		meaning: 'MLflow refused a request in a way that no retry mends.',
		remedy: 'See the reason in the message: credentials, a host name that it does not allow, or a deleted thing.',
	},
	RunDamaged: {
		final: true,
		meaning: 'A run in MLflow does not hold what was written: a text is cut or changed.',
		remedy: 'Delete that run in MLflow and start the bench or simulation again: what it held is made anew.',
	},
	JudgeFileInvalid: {
		final: true,
		meaning: 'A judge file has faults; all of them are listed and nothing was written.',
		remedy: 'Correct the places that the message names and apply the file again.',
	},
	JudgmentConflict: {
		final: true,
		meaning: 'This judge has scored a run otherwise before; nothing of the file was written, or what the message says.',
		remedy:
			'Keep the old scores by removing the entry, replace them on purpose (`replace`), or set `by` if it was somebody else.',
	},
	JudgeDeadline: {
		final: true,
		meaning: 'The judge did not come before the deadline of a bench whose `on_deadline` is `fail`.',
		remedy: 'Score what is left, then start the bench again: no cell is lost, and none is generated twice.',
	},
	WebhookFailed: {
		final: false,
		meaning: 'The receiver of webhooks did not take an event.',
		remedy: 'It is tried again for some twelve hours; see the receiver, and TIP_BENCH_WEBHOOK_URL of the worker.',
	},
	WebhookRefused: {
		final: true,
		meaning:
			'An event cannot be sent to the receiver of webhooks: it wants none, is elsewhere, or the settings are wrong.',
		remedy: 'Correct TIP_BENCH_WEBHOOK_URL and TIP_BENCH_WEBHOOK_SECRET of the worker; later events go there.',
	},
	JudgeUnavailable: {
		final: false,
		meaning: "An auto judge's endpoint does not answer, is busy, or asks to wait.",
		remedy:
			'Start it, or correct the environment variable that the message names; runs that lack a score are asked again.',
	},
	JudgeRefused: {
		final: true,
		meaning: "An auto judge's endpoint refused in a way that no retry mends, or is not set up.",
		remedy:
			'Set the environment variables that the message names where the worker runs, or correct the file in auto-judges/.',
	},
	JudgeChanged: {
		final: true,
		meaning:
			'An auto judge is another than when its work was planned: its file, its wording, or the model that answers.',
		remedy: 'Start `judge auto` again: what was scored stays, and scores by the two are told apart.',
	},
	GateRefused: {
		final: true,
		meaning: 'A gate was asked about a row or an experiment that is not there, or what its rubric cannot tell.',
		remedy: 'Correct what the message names; nothing was decided, and no gate was counted.',
	},
	ScheduleExists: {
		final: true,
		meaning: 'A schedule of nights of this name is there already.',
		remedy:
			'Delete it first (`./tip-bench schedule delete EXPERIMENT`), or take another name for its nights (`experiment`).',
	},
	RejudgeRefused: {
		final: true,
		meaning: 'The outputs of an experiment cannot be put into another one, or cannot be scored by that rubric.',
		remedy: 'Correct what the message names; nothing was written.',
	},
	ExportUnwritable: {
		final: true,
		meaning: 'The judge file cannot be written where it should go.',
		remedy: 'Make the folder writable, or set another `export_dir`; then start the bench again: no cell is lost.',
	},
	TemporalUnavailable: {
		final: false,
		meaning: 'The Temporal server does not answer.',
		remedy: 'Start it (`./tip-bench up`), or correct TEMPORAL_ADDRESS or the profile that the message names.',
	},
	TemporalRefused: {
		final: true,
		meaning: 'The Temporal server does not let us in.',
		remedy: 'See the API key or the certificate in `TEMPORAL_…` (`./tip-bench env` lists them) or in the profile.',
	},
	NamespaceMissing: {
		final: true,
		meaning: 'The Temporal server has no namespace of this name.',
		remedy: 'Make it, by the command in the message, or correct TEMPORAL_NAMESPACE or the profile.',
	},
	WorkersDiffer: {
		final: true,
		meaning: 'Another worker on the same queues has other data files, or writes judge files into another folder.',
		remedy:
			'End one of the two, or give both the same, as the message says; several workers with equal files are welcome.',
	},
	NothingUsable: {
		final: true,
		meaning: 'Every cell of a bench failed or is invalid, so that there is nothing to judge or to rank.',
		remedy: 'Mend the reasons in the message, then start the bench again: it tries the failed cells again.',
	},
	NoWorker: {
		final: false,
		meaning: 'No worker asks a task queue for work, so what waits there waits on.',
		remedy: 'Start one for that queue (`./tip-bench worker`, or `up`); see the log of the one that should be there.',
	},
	WorkerLost: {
		final: false,
		meaning: 'The worker that had taken something up was not heard of again.',
		remedy: 'Another worker, or the same one started again, goes on with it; see the log of the one that was lost.',
	},
	NoAnswer: {
		final: false,
		meaning: 'Ollama or MLflow was asked long ago and has not answered yet.',
		remedy: 'A large model or a slow disk takes long; if it persists, see its log and start it again.',
	},
	OllamaTaken: {
		final: false,
		meaning: 'Another process of this machine is using the same Ollama, and one at a time may.',
		remedy: 'It mends itself when that process lets go; if it hangs, end the one that the message names.',
	},
	PausedByHand: {
		final: false,
		meaning: "Somebody has paused an activity with Temporal's own tools.",
		remedy: 'Let it go on with `temporal activity unpause`, or in the Temporal UI.',
	},
	...policyErrors,
	Usage: {
		final: true,
		meaning: 'The command line, or the environment, is not as the command needs it.',
		remedy: 'See `./tip-bench COMMAND --help`.',
	},
} as const satisfies Record<string, ErrorEntry>;

/** The code of an expected failure: a key of {@link errorRegistry}. */
export type ErrorCode = keyof typeof errorRegistry;

/** What a person can do about a failure. @param code `null` where nobody expected it */
export function remedyOf(code: string | null): string {
	if (code === null) return 'Nobody expected this one: see the log of the worker.';
	// Those of the machine have a registry of their own, and say in their message what to do.
	return Object.hasOwn(errorRegistry, code) ? errorRegistry[code as ErrorCode].remedy : 'See the reason.';
}

/** An expected failure of the product. */
export class TipBenchError extends CodedError<ErrorCode> {
	override readonly name = 'TipBenchError';

	override get entry(): ErrorEntry {
		return errorRegistry[this.code];
	}
}
