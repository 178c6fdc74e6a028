import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { BenchActivities, GpuActivities, LocalActivities } from '../contracts/activities';
import { type SimActivities, type SimRecordActivities, simQueue } from '../contracts/sim';

// They run on the workflow's own task queue, `bench`. What no retry mends says so itself, by its error's class.
const untilAnswered = { retry: { maximumInterval: '1 minute' } } as const;

type RecordActivities = Pick<BenchActivities, 'createRuns' | 'fillRuns' | 'recordJudgments'>;
type ScanActivities = Pick<
	BenchActivities,
	| 'plan'
	| 'missingCells'
	| 'formerAnswers'
	| 'sweepBlock'
	| 'exportPending'
	| 'applyJudgeFile'
	| 'countPending'
	| 'compare'
	| 'askGate'
	| 'planJudge'
	| 'unjudgedRuns'
	| 'drawSpotChecks'
	| 'countDisagreements'
	| 'planNight'
	| 'compareNight'
	| 'planOptimize'
>;

type PlanActivities = Pick<BenchActivities, 'plan' | 'planJudge' | 'planNight' | 'planOptimize'>;

type SimRecording = Pick<SimRecordActivities, 'createSimRuns' | 'fillSimRuns'>;
type SimScanning = Pick<SimRecordActivities, 'lackingEpisodes' | 'sweepSim' | 'decideSim'>;

/**
 * Small questions to Temporal or to the worker's files. The time-out is short, since nothing else tells of a worker that
 * took one and died.
 */
export const asking = proxyActivities<
	Omit<BenchActivities, keyof RecordActivities | keyof ScanActivities | 'judgeByEndpoint'>
>({
	...untilAnswered,
	startToCloseTimeout: '30 seconds',
});

/** Recording goes on until MLflow has it, however long that takes. Heartbeats tell of a worker that has died. */
export const recording = proxyActivities<RecordActivities & SimRecording>({
	...untilAnswered,
	startToCloseTimeout: '1 hour',
	heartbeatTimeout: '20 seconds',
});

/** They read whole experiments: a hundred thousand runs take MLflow minutes. Heartbeats tell a worker that has died. */
const scan = { startToCloseTimeout: '6 hours', heartbeatTimeout: '1 minute' } as const;

/** Reading an experiment, until MLflow answers. */
export const scanning = proxyActivities<Omit<ScanActivities, keyof PlanActivities> & SimScanning>({
	...untilAnswered,
	...scan,
});

/** Planning gives up after a few tries: a person is waiting to see whether the bench starts. */
export const planning = proxyActivities<PlanActivities & Pick<SimRecordActivities, 'planSim'>>({
	...scan,
	retry: { initialInterval: '1 second', maximumInterval: '10 seconds', maximumAttempts: 6 },
});

/** Emptying a GPU's memory. It gives up after two minutes: the keep-alive frees the card in any case. */
export function unloading(queue: string) {
	return proxyActivities<Pick<GpuActivities, 'unload'>>({
		taskQueue: queue,
		scheduleToCloseTimeout: '2 minutes',
		heartbeatTimeout: '30 seconds',
	});
}

/**
 * The activities of one GPU. Attempts are unlimited, since killed workers and restarts use them up; what a model
 * causes is bounded inside the activity. One that was taken up waits there for the one before it: the time-out covers both,
 * and where others use that Ollama too, and it waits for longer, it is tried again.
 */
export function onGpu(queue: string) {
	return proxyActivities<GpuActivities>({
		taskQueue: queue,
		startToCloseTimeout: '30 minutes',
		heartbeatTimeout: '30 seconds',
		cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
		retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
	});
}

/** One look at what stands still; where that does not work, there is another one later. */
export const looking = proxyLocalActivities<LocalActivities>({
	startToCloseTimeout: '5 seconds',
	retry: { maximumAttempts: 1 },
});

/**
 * Questions to a judge's endpoint. One that stays away for about half an hour is given up: a bench that no person judges
 * must not wait for it for ever.
 */
export const byEndpoint = proxyActivities<Pick<BenchActivities, 'judgeByEndpoint'>>({
	startToCloseTimeout: '30 minutes',
	heartbeatTimeout: '30 seconds',
	cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
	retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 40 },
});

/**
 * Episodes, on a queue of their own. A killed worker's are run again by another, which is quickly seen: they are made of
 * their seeds, and come out the same.
 */
export const simulating = proxyActivities<SimActivities>({
	taskQueue: simQueue,
	startToCloseTimeout: '1 hour',
	heartbeatTimeout: '10 seconds',
	cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
	retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** What a simulation does at its end. It gives up after some time: whoever waits should hear why. */
export const promoting = proxyActivities<Pick<SimRecordActivities, 'promotePolicy' | 'sweepSim'>>({
	startToCloseTimeout: '10 minutes',
	heartbeatTimeout: '20 seconds',
	retry: { initialInterval: '1 second', maximumInterval: '10 seconds', maximumAttempts: 6 },
});
