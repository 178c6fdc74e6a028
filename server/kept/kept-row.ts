import type { ReadRun } from '../jobs/job';

/** A run without its texts, small: texts that many runs share are there once, and numbers lie in one list. */
export interface KeptRow extends Omit<ReadRun, 'metrics'> {
	/** Of the metrics, in the order of {@link RowPacker.metricNames}; `NaN` for none. */
	readonly values: readonly number[];
}

/** Packs the runs of one experiment. */
export interface RowPacker {
	readonly metricNames: readonly string[];
	pack(run: ReadRun): KeptRow;
	unpack(row: KeptRow): ReadRun;
	/** The value of a metric; `null` for none. */
	valueOf(row: KeptRow, name: string): number | null;
}

/** Texts that are not kept once more where they are there already; others, such as ids, are no use to look up. */
export function createRowPacker(): RowPacker {
	const texts = new Map<string, string>();
	const lists = new Map<string, readonly string[]>();
	const places = new Map<string, number>();
	const metricNames: string[] = [];
	const shared = <T extends string | null>(text: T): T => {
		if (text === null) return text;
		const known = texts.get(text);
		if (known === undefined) texts.set(text, text);
		return (known ?? text) as T;
	};
	const sharedList = (list: readonly string[]): readonly string[] => {
		const key = list.join('\n');
		const known = lists.get(key) ?? list.map(shared);
		lists.set(key, known);
		return known;
	};
	const placeOf = (name: string) => {
		const place = places.get(name) ?? metricNames.push(name) - 1;
		places.set(name, place);
		return place;
	};
	return {
		metricNames,
		pack({ metrics, ...run }) {
			const values: number[] = metricNames.map(() => Number.NaN);
			for (const [name, value] of Object.entries(metrics)) {
				const place = placeOf(name);
				while (values.length <= place) values.push(Number.NaN);
				values[place] = value;
			}
			const { auto, draw } = run;
			return {
				...run,
				...{ model: shared(run.model), prompt: shared(run.prompt), scenario: shared(run.scenario) },
				...{ model_digest: shared(run.model_digest), bench: shared(run.bench), reader: shared(run.reader) },
				...{ rubric: shared(run.rubric), rubric_hash: shared(run.rubric_hash), invalid: shared(run.invalid) },
				...{ judged_by: shared(run.judged_by), judge_kinds: sharedList(run.judge_kinds) },
				lazy_judges: sharedList(run.lazy_judges),
				auto: auto && { ...auto, kind: shared(auto.kind), hash: shared(auto.hash), digest: shared(auto.digest) },
				draw: draw && { ...draw, id: shared(draw.id), why: shared(draw.why) },
				values,
			};
		},
		unpack({ values, ...run }) {
			const metrics: Record<string, number> = {};
			for (const [place, name] of metricNames.entries()) {
				const value = values[place];
				if (value !== undefined && !Number.isNaN(value)) metrics[name] = value;
			}
			return { ...run, metrics };
		},
		valueOf(row, name) {
			const value = row.values[places.get(name) ?? -1];
			return value === undefined || !Number.isFinite(value) ? null : value;
		},
	};
}
