import { z } from 'zod';
import { type ErrorCode, remedyOf } from '../errors';
import { ago } from '../wording';

/** Why something stands still. It comes in a signal too, which anybody can send, so it is checked. */
export const troubleSchema = z.object({
	/** What does not go on, such as `recording answers of gemma3:1b`. */
	what: z.string().max(300),
	/** A code of the registry; `null` for a failure that nobody expected. */
	code: z.string().max(100).nullable(),
	why: z.string().max(1_000),
	/** ISO 8601, in UTC. */
	since: z.iso.datetime(),
	/** How often it was tried in vain; 0 while the first try goes on or has not begun. */
	tries: z.int().min(0),
	/** What a person can do. */
	remedy: z.string().max(1_000),
});

export type Trouble = Readonly<z.infer<typeof troubleSchema>>;

/** An activity that has not ended, as Temporal describes it. */
export interface PendingActivity {
	/** The activity's name: `fillRuns`. */
	readonly type: string;
	/** Waiting for a worker or for its next try; taken up by a worker; or held by somebody with Temporal's own tools. */
	readonly state: 'scheduled' | 'started' | 'paused';
	/** The one that runs or comes next, from 1. */
	readonly attempt: number;
	/** How the last try ended; a code of `null` means that nobody expected it. */
	readonly failure: { readonly code: string | null; readonly message: string; readonly timedOut: boolean } | null;
	/** Seconds since it was taken up, or since a worker could have taken it. */
	readonly seconds: number;
	/** What its worker says that it waits for, if anything. */
	readonly waitsFor: string | null;
}

/** What Temporal knows of the work that somebody waits for. */
export interface PendingWork {
	readonly activities: readonly PendingActivity[];
	/** Seconds since a worker asked the GPU's queue for work, `null` where none has for minutes. */
	readonly gpuAskedSeconds: number | null;
}

/** What whoever waits knows of it. */
export interface Waiting {
	/** Since when this kind of activity has not gone on, in milliseconds since 1970. */
	since(type: string): number;
	/** The model whose block it is, `null` for the bench itself. */
	readonly model: string | null;
	/** The GPU's task queue, `null` where none is used. */
	readonly queue: string | null;
	/** From how many seconds on an answer of Ollama is late. */
	readonly slowSeconds: number;
}

/** How many are told at once. */
const mostTroubles = 5;

/** A worker that lives asks at least once a minute; or it is at work, which is seen by itself. */
const askedLatelySeconds = 90;

/** From how many seconds on other answers are late: of 100,000 runs MLflow tells within minutes. */
const slowScanSeconds = 600;
const slowSeconds = 60;

const gpuTypes = ['load', 'generate', 'judgeOnGpu'];
/** The work of a queue of its own, which some worker has to ask for. */
const queueTypes = [...gpuTypes, 'simulate'];
const scanTypes = [
	'missingCells',
	'formerAnswers',
	'sweepBlock',
	'exportPending',
	'countPending',
	'compare',
	'plan',
	'unjudgedRuns',
	'drawSpotChecks',
	'countDisagreements',
	'planJudge',
	'planSim',
	'lackingEpisodes',
	'decideSim',
];

const doing: Readonly<Record<string, string>> = {
	plan: 'planning',
	missingCells: 'looking which cells are missing',
	formerAnswers: 'looking what an ended block had accepted',
	sweepBlock: 'clearing up after an ended block',
	scenariosAt: 'reading the scenarios',
	load: 'loading the model',
	generate: 'generating',
	createRuns: 'recording answers',
	fillRuns: 'recording answers',
	exportPending: 'writing the judge file',
	countPending: 'counting the runs that wait for a score',
	compare: 'ranking',
	askForGpu: 'asking for a GPU',
	planJudge: 'planning the auto judge',
	unjudgedRuns: 'looking which runs the auto judge has yet to score',
	judgeOnGpu: 'judging',
	judgeByEndpoint: 'judging',
	recordJudgments: 'recording judgments',
	drawSpotChecks: 'drawing spot checks',
	countDisagreements: 'counting disagreements',
	planSim: 'planning',
	lackingEpisodes: 'looking which episodes are missing',
	simulate: 'running episodes',
	createSimRuns: 'recording results',
	fillSimRuns: 'recording results',
	sweepSim: 'clearing up',
	decideSim: 'deciding between policies',
	promotePolicy: 'making a policy active',
};

/** Whether an activity is work for a GPU. */
export function isGpuWork(type: string): boolean {
	return gpuTypes.includes(type);
}

/** Why the work does not go on, the oldest first; empty where nothing is wrong with it as far as Temporal knows. */
export function troublesOf(work: PendingWork, waiting: Waiting): Trouble[] {
	const merged = new Map<string, Trouble>();
	for (const activity of work.activities) {
		const found = troubleOf(activity, work, waiting);
		if (found === null) continue;
		const key = JSON.stringify([found.what, found.code, found.why]);
		const other = merged.get(key) ?? found;
		const [since = found.since] = [other.since, found.since].sort();
		merged.set(key, { ...found, since, tries: Math.max(other.tries, found.tries) });
	}
	return [...merged.values()].sort((a, b) => (a.since < b.since ? -1 : 1)).slice(0, mostTroubles);
}

function troubleOf(activity: PendingActivity, work: PendingWork, waiting: Waiting): Trouble | null {
	const found = reasonFor(activity, work, waiting);
	if (found === null) return null;
	const { type, attempt } = activity;
	const since = new Date(waiting.since(type)).toISOString();
	return troubleWith({ ...found, type, model: waiting.model, since, tries: attempt - 1 });
}

/** A trouble with an activity of this name, in the words for it. @param found with the model whose block it is, if any */
export function troubleWith(
	found: Pick<Trouble, 'code' | 'why' | 'since' | 'tries'> & { readonly type: string; readonly model: string | null },
): Trouble {
	const { type, model, code, why, since, tries } = found;
	const of = model === null ? '' : ` (${model})`;
	const what = `${doing[type] ?? type}${of}`.slice(0, 300);
	return { what, code, why: why.slice(0, 1_000), since, tries, remedy: remedyOf(code) };
}

function reasonFor(
	{ type, state, failure, seconds, waitsFor }: PendingActivity,
	{ activities, gpuAskedSeconds }: PendingWork,
	{ queue, slowSeconds: slowAnswer }: Waiting,
): { code: string | null; why: string } | null {
	if (state === 'paused') return because('PausedByHand', `somebody has paused the activity ${type}`);
	const isServed =
		(gpuAskedSeconds ?? Number.POSITIVE_INFINITY) < askedLatelySeconds ||
		activities.some((each) => queueTypes.includes(each.type) && each.state === 'started');
	if (
		state === 'scheduled' &&
		queueTypes.includes(type) &&
		queue !== null &&
		!isServed &&
		(failure?.timedOut ?? true)
	) {
		const asked = gpuAskedSeconds === null ? '' : `; the last one asked ${ago(gpuAskedSeconds)}`;
		return because('NoWorker', `no worker asks the task queue ${queue} for work${asked}`);
	}
	if (waitsFor !== null && state === 'started') return because('OllamaTaken', waitsFor);
	if (failure !== null && !(failure.timedOut && state === 'started')) {
		return { code: failure.timedOut ? 'WorkerLost' : failure.code, why: failure.message };
	}
	// Episodes are made here: however long a batch takes, nobody is asked but over HTTP, and that says so itself.
	if (type === 'simulate') return null;
	const late = isGpuWork(type) ? slowAnswer : scanTypes.includes(type) ? slowScanSeconds : slowSeconds;
	if (state !== 'started' || seconds < late) return null;
	const who = isGpuWork(type) ? 'Ollama' : type === 'judgeByEndpoint' ? "the judge's endpoint" : 'MLflow';
	return because('NoAnswer', `${who} was asked ${ago(seconds)} and has not answered`);
}

function because(code: ErrorCode, why: string): { code: ErrorCode; why: string } {
	return { code, why };
}

/** Whether what is known now is news to somebody who was told of something: others, or twice as many tries. */
export function isNews(told: readonly Trouble[], now: readonly Trouble[]): boolean {
	if (told.length !== now.length) return true;
	return now.some(({ what, code, tries }, at) => {
		const before = told[at];
		return before?.what !== what || before.code !== code || tries >= 2 * Math.max(1, before.tries);
	});
}

/** What does not go on, since when, and how often it was tried. */
export function troubleHead({ what, since, tries }: Trouble): string {
	const tried = tries === 0 ? '' : `, tried ${tries === 1 ? 'once' : `${tries} times`}`;
	return `${what} stands still since ${utc(since)}${tried}`;
}

/** The same, and why. */
export function troubleText(trouble: Trouble): string {
	const { code, why } = trouble;
	return `${troubleHead(trouble)}. ${code === null ? '' : `${code}: `}${why}`;
}

/** A time as a person reads it. */
function utc(iso: string): string {
	return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

/** The code of an expected failure, by the type that Temporal keeps of it; of others that is the name of a class. */
export function knownCode(type: string | null | undefined): string | null {
	return type && /^[A-Z]\w+$/.test(type) && !type.endsWith('Error') ? type : null;
}
