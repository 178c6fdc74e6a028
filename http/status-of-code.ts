import type { ErrorCode } from '../domain/errors';
import type { MachineErrorCode } from '../machine/errors';
import type { ServerErrorCode } from './errors';

/** The HTTP status of a failure by its code: the one table of them. */
const statuses = {
	// What was asked is wrong.
	RequestInvalid: 400,
	Usage: 400,
	AddressRefused: 400,
	InvalidConfig: 422,
	JudgeFileInvalid: 422,
	GateRefused: 422,
	RejudgeRefused: 422,
	PolicyInputInvalid: 422,
	DecisionLogInvalid: 422,
	StudyInvalid: 422,
	PromotionRefused: 409,
	PolicyStateInvalid: 409,
	DecisionUnknown: 404,
	DecisionOfOther: 409,
	RewardConflict: 409,
	RewardTooLate: 410,
	NothingBefore: 409,
	AdminOnly: 403,
	CredentialMissing: 401,
	CredentialRefused: 401,
	OriginRefused: 403,
	RouteUnknown: 404,
	UnknownName: 404,
	ModelNotFound: 404,
	MethodRefused: 405,
	RequestTooLarge: 413,
	MediaTypeRefused: 415,
	HostRefused: 421,
	TooManyRequests: 429,
	// It cannot be done as things stand now.
	ExperimentBusy: 409,
	ExperimentDeleted: 409,
	NotCollecting: 409,
	JudgmentConflict: 409,
	ScheduleExists: 409,
	ModelChanged: 409,
	PromptChanged: 409,
	JudgeChanged: 409,
	NothingUsable: 409,
	PausedByHand: 409,
	Superseded: 409,
	BenchGone: 409,
	BlockEnded: 409,
	JudgeDeadline: 409,
	// The server's own place is not as it should be.
	StoreInvalid: 500,
	PoliciesInvalid: 500,
	DataFileInvalid: 500,
	EnvironmentInvalid: 500,
	ExportUnwritable: 500,
	FileUnwritable: 500,
	PathTooLong: 500,
	PortTaken: 500,
	ProcessFailed: 500,
	NamespaceMissing: 500,
	WorkersDiffer: 500,
	// A part refused, or answered what it should not.
	ServingRefused: 502,
	ServingDiffers: 502,
	MlflowRefused: 502,
	OllamaRefused: 502,
	TemporalRefused: 502,
	JudgeRefused: 502,
	WebhookRefused: 502,
	RunDamaged: 502,
	GenerationFailed: 502,
	PromptTooLong: 502,
	ModelBroke: 502,
	// It is away, and comes back.
	ServingUnavailable: 503,
	StoreBusy: 503,
	StoreFull: 507,
	MlflowUnavailable: 503,
	OllamaUnavailable: 503,
	TemporalUnavailable: 503,
	JudgeUnavailable: 503,
	WebhookFailed: 503,
	NoWorker: 503,
	WorkerLost: 503,
	NoAnswer: 503,
	NotResident: 503,
	OllamaTaken: 503,
	Interrupted: 503,
} as const satisfies Record<ErrorCode | MachineErrorCode | ServerErrorCode, number>;

/** An HTTP status that a failure can have. */
export type ProblemStatus = (typeof statuses)[keyof typeof statuses];

/** The status of a code; 500 of one that no request should meet, such as those of installing parts. */
export function statusOfCode(code: string): ProblemStatus {
	return Object.hasOwn(statuses, code) ? statuses[code as keyof typeof statuses] : 500;
}
