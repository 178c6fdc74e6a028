import type { JobPlace, JobRunner, ReadRun } from '../jobs/job';
import { type RunsAsked, readRuns } from '../jobs/read-runs';
import type { ExperimentNow } from './experiment-now';
import { type Following, follow } from './followers';
import { createRowPacker, type KeptRow, type RowPacker } from './kept-row';
import { type KeptRuns, keptRuns, sameOr, withChanged } from './kept-runs';
import { createSlots, type Read, type Slot } from './slot';

/** What was read of experiments, for as long as it is what a new reading would give. */
export interface Kept {
	/**
	 * The runs of an experiment as it was when it was looked at, or later. What we change in them is in at once; what others
	 * change in MLflow itself, or delete, after a minute or two.
	 * @throws what reading them throws
	 */
	runs(now: ExperimentNow): Promise<KeptRuns>;
	/** What follows from an experiment, made once for each of its revisions, for what its runs hold, and again after a while. */
	following<T>(now: ExperimentNow, following: Following<T>): Promise<T>;
	/** The runs as they were read last; `null` where nobody has read them. */
	peek(of: KeptOf): KeptRuns | null;
	/** What followed from an experiment when it was asked for last; `null` where nobody has. */
	peekFollowing<T>(of: KeptOf, what: string): Promise<T> | null;
}

type KeptOf = Pick<ExperimentNow, 'mlflow' | 'experiment'>;

/** @see createKept */
export interface KeptOptions {
	readonly jobs: JobRunner;
	/** Reads runs in this thread; tests have another. */
	readonly readHere?: typeof readRuns;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Bytes of memory that all of it may take, about. */
	readonly most?: number;
}

const usualMost = 40e6;

/** After so long all is read again, whatever the revision says; what is there is given meanwhile. */
const freshMs = 60_000;

/** What nobody waits for takes at most this part of the time, however much of it there is: MLflow serves one thing at a time. */
const mostOfTheTime = 1 / 8;

/** By so much the clocks of those who write may be behind ours, or a write be on its way. */
const skewMs = 10_000;

/** An empty store. */
export function createKept({ jobs, readHere = readRuns, now: clock, most = usualMost }: KeptOptions): Kept {
	const slots = createSlots(most);
	const keyOf = ({ mlflow, experiment }: KeptOf) => `${experiment.id} ${mlflow.url}`;

	const readRows = async (
		now: ExperimentNow,
		{ since, isBehind }: Pick<RunsAsked, 'since' | 'isBehind'>,
		packer: RowPacker,
	): Promise<KeptRow[]> => {
		const rows: KeptRow[] = [];
		// As they come: all at once would keep whoever asks for something else waiting.
		const onPart = (part: readonly ReadRun[]) => rows.push(...part.map(packer.pack));
		// What nobody waits for is little work at a time, for which no thread need be there.
		if (isBehind) await readHere(now.mlflow, now.experiment.id, { since, isBehind, give: onPart });
		else await jobs.run('readRuns', { ...placeOf(now), since }, { onPart });
		return rows;
	};

	const readWhole = async (slot: Slot, now: ExperimentNow, isBehind: boolean) => {
		const began = clock();
		// What is read from here on knows all that was known before.
		const { revision, at } = slot.read ?? now;
		const whole = slot.read === null ? at : began;
		const packer = slot.read?.runs.packer ?? createRowPacker();
		const read = keptRuns(await readRows(now, { since: null, isBehind }, packer), packer);
		const runs = slot.read === null ? read : sameOr(slot.read.runs, read);
		// What was read of changes meanwhile is asked for again: a part of this is older.
		slot.read = { runs, revision, at, whole, took: clock() - began };
	};

	const readChanged = async (slot: Slot, now: ExperimentNow) => {
		const before = slot.read;
		if (before === null) return;
		const changed = await readRows(now, { since: before.at - skewMs }, before.runs.packer);
		if (slot.read !== before) return;
		const runs = sameOr(before.runs, withChanged(before.runs, changed));
		slot.read = { ...before, runs, revision: now.revision, at: now.at };
	};

	/** Begins a reading, or joins the one that is under way. */
	const fly = (slot: Slot, now: ExperimentNow, what: 'whole' | 'behind' | 'changed'): Promise<void> => {
		const flying = slot.flights.get(what);
		if (flying !== undefined) return flying;
		const read = what === 'changed' ? readChanged(slot, now) : readWhole(slot, now, what === 'behind');
		const flight = read.finally(() => {
			slot.flights.delete(what);
			slots.makeRoom();
		});
		slot.flights.set(what, flight);
		return flight;
	};

	const later = createLine(clock, mostOfTheTime);
	// It rests by itself.
	const behind = createLine(clock, 1);
	/** Reads all again behind the answers. */
	const renew = (slot: Slot, now: ExperimentNow) => {
		if (slot.isRenewed) return;
		slot.isRenewed = true;
		behind(async () => {
			// Whether that fails is seen by whoever has to wait for the next one.
			await fly(slot, now, 'behind').catch(() => undefined);
			slot.isRenewed = false;
		});
	};

	const runs = async (now: ExperimentNow): Promise<KeptRuns> => {
		const slot = slots.use(keyOf(now));
		const isWatched = clock() - slot.askedAt < freshMs;
		slot.askedAt = clock();
		for (;;) {
			const { read } = slot;
			const lateness = read === null ? 2 : (clock() - read.whole) / dueMs(read);
			// Whoever looks all the time never waits for that, however busy MLflow is; who comes back after a while does.
			if (read === null || (lateness >= 2 && !isWatched)) {
				await fly(slot, now, 'whole');
				continue;
			}
			if (lateness >= 1) renew(slot, now);
			if (knows(read, now)) return read.runs;
			await fly(slot, now, 'changed');
		}
	};

	return {
		runs,
		following: (now, following) =>
			follow(slots.use(keyOf(now)), now, following, { clock, later, grown: () => slots.makeRoom() }),
		peek: (of) => slots.peek(keyOf(of))?.read?.runs ?? null,
		peekFollowing: <T>(of: KeptOf, what: string) =>
			(slots.peek(keyOf(of))?.followers.get(what)?.made as Promise<T> | undefined) ?? null,
	};
}

/** Does one thing after the other, with so much rest between them that they take a part of the time only. */
function createLine(clock: () => number, part: number): (work: () => Promise<void>) => void {
	let line = Promise.resolve();
	return (work) => {
		line = line.then(async () => {
			const began = clock();
			await work();
			const restMs = Math.min((clock() - began) * (1 / part - 1), freshMs);
			await new Promise((resolve) => setTimeout(resolve, restMs).unref());
		});
	};
}

/** An experiment as a job takes it. */
export function placeOf({ mlflow: { url, source }, experiment }: KeptOf): JobPlace {
	return { mlflow: { url, source }, experiment };
}

function knows({ revision, at }: Read, now: ExperimentNow): boolean {
	return revision === now.revision || at >= now.at;
}

function dueMs({ took }: Read): number {
	return Math.max(freshMs, 2 * took);
}
