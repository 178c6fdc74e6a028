import type { RecordedRun } from '../domain/bench/recorded-run';
import { meanScoring } from '../domain/judging/aggregate';
import { isScored, type KeptJudgment, type ScoredJudgment } from '../domain/judging/kept-judgment';
import type { Rubric } from '../domain/judging/rubric';
import type { PeoplesRun } from '../domain/ranking/agreement/alt-test';
import { driftPairs, type OwnJudgment } from '../domain/ranking/agreement/drift';
import { judgeWorth } from '../domain/ranking/agreement/judge-worth';
import type { JudgeWorth } from '../domain/ranking/agreement/judge-worth-schema';
import type { JudgedPair } from '../domain/ranking/agreement/judged-pair';
import { type TrustRecord, trustSums } from '../domain/ranking/agreement/trust';
import type { Opinions } from '../domain/ranking/experiment-report';
import { createOpinions, type RunningOpinions } from '../domain/ranking/opinions';
import { rowName } from '../domain/ranking/standing-of-rows';
import type { Mlflow } from '../mlflow/client';
import type { Experiment } from '../mlflow/experiments';
import type { RunWithTexts } from '../mlflow/recorded-runs';
import type { ScanWatch } from '../mlflow/search';
import { scanCells } from './distinct-cells';
import { candidatesOf } from './entry-of-run';

/** One seed for all: the same judgments give the same intervals. */
const seed = 0;

/** What the judges of an experiment are worth: each that can be held against another, or against itself. */
export interface JudgeTrust {
	readonly experiment: string;
	readonly rubric: string;
	/** Auto judges against people first, then people against each other, then each against itself. */
	readonly worths: readonly JudgeWorth[];
	/** What this experiment has shown of its auto judges, to be kept. */
	readonly records: readonly TrustRecord[];
	/** Composites of the same cells, two judges at a time. */
	readonly opinions: readonly Opinions[];
}

/** The judgments of one auto judge that may be averaged: those under one hash. */
interface AutoSide {
	readonly kind: string;
	readonly hash: string;
	evidence: boolean;
	readonly pairs: JudgedPair[];
	readonly people: PeoplesRun[];
}

type Pairs = Map<string, { readonly judged: string; readonly against: string; readonly pairs: JudgedPair[] }>;

/** What is gathered of an experiment while it is read. */
interface Gathered {
	readonly autos: Map<string, AutoSide>;
	readonly couples: Pairs;
	readonly own: Map<string, OwnJudgment[]>;
	readonly opinions: RunningOpinions;
}

/** What judges are worth, while an experiment is read. */
export interface RunningTrust {
	/**
	 * Runs that the rule scored, and invalid ones, are in none of it; neither is what people said of runs that were not
	 * drawn, since whoever chose those may have known why.
	 * @throws TipBenchError RunDamaged
	 */
	add(found: RunWithTexts): void;
	trust(of: TrustOf): JudgeTrust;
}

interface TrustOf {
	readonly experiment: string;
	/** Milliseconds since 1970. */
	readonly now: number;
	/** From which agreement on an auto judge may gate; 0.6 unless given. */
	readonly minKappa?: number | undefined;
}

/** Holds the judges of an experiment against each other, one run after the other. */
export function createTrust(rubric: Rubric): RunningTrust {
	const gathered: Gathered = {
		...{ autos: new Map(), couples: new Map(), own: new Map() },
		opinions: createOpinions(),
	};
	return {
		add(found) {
			if (found.run.invalid === null && !found.run.by_rule) gather(gathered, rubric, found);
		},
		trust: (of) => trustOf(gathered, rubric, of),
	};
}

/**
 * Holds the judges of an experiment against each other, from MLflow alone.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused or RunDamaged
 */
export async function judgeTrust(
	mlflow: Mlflow,
	rubric: Rubric,
	experiment: Experiment,
	{ minKappa, now, ...watch }: ScanWatch & Omit<TrustOf, 'experiment'>,
): Promise<JudgeTrust> {
	const running = createTrust(rubric);
	for await (const found of scanCells(mlflow, experiment.id, watch)) running.add(found);
	return running.trust({ experiment: experiment.name, now, minKappa });
}

function trustOf(gathered: Gathered, rubric: Rubric, { experiment, now, minKappa }: TrustOf): JudgeTrust {
	const common = { rubric, seed, ...(minKappa !== undefined && { minKappa }) };
	const records: TrustRecord[] = [];
	const autos = [...gathered.autos.values()].map((side) => {
		const { kind, evidence, pairs, people } = side;
		const facts = { ...common, judged: kind, against: 'people', evidence, pairs, people };
		const worth = judgeWorth({ ...facts, between: 'auto-and-people' });
		records.push(recordOf(side, worth, rubric, experiment, now));
		return worth;
	});
	const couples = [...gathered.couples.values()].map((couple) =>
		judgeWorth({ ...common, between: 'two-people', ...couple }),
	);
	const own = [...gathered.own].flatMap(([by, judgments]) => {
		const pairs = driftPairs(judgments);
		const twice = { ...common, between: 'one-judge-twice', judged: by, against: by } as const;
		return pairs.length === 0 ? [] : [judgeWorth({ ...twice, pairs })];
	});
	const worths = [...autos, ...couples, ...own].sort(byNames);
	return { experiment, rubric: rubric.name, worths, records, opinions: gathered.opinions.opinions() };
}

function recordOf(
	{ kind, hash, evidence, pairs }: AutoSide,
	{ against, alt_test }: JudgeWorth,
	rubric: Rubric,
	experiment: string,
	now: number,
): TrustRecord {
	const runs = Math.min(...(alt_test?.people ?? []).map((person) => person.runs));
	const test = alt_test?.winning_rate == null ? null : { ...alt_test, winning_rate: alt_test.winning_rate };
	return {
		...{ judge_hash: hash, rubric_hash: rubric.hash, judge: kind, experiment, against, evidence },
		...{ earned_at: new Date(now).toISOString(), pairs: pairs.length, scenarios: trustSums(pairs) },
		alt_test:
			test === null
				? null
				: { winning_rate: test.winning_rate, epsilon: test.epsilon, people: test.people.length, runs },
	};
}

function gather({ autos, couples, own, opinions }: Gathered, rubric: Rubric, found: RunWithTexts): void {
	const scored = found.kept().judgments.filter(isScored);
	opinions.add(scored.map(({ by, given }) => ({ by, composite: given.composite })));
	const people = scored.filter(({ tier }) => tier === 'lazy').sort((a, b) => (a.by < b.by ? -1 : 1));
	if (people.length === 0) return;
	const place = placeOf(found.run, candidatesOf(found));
	for (const judgment of people) listIn(own, judgment.by).push({ ...place, judgment });
	if (place.chance === null) return;
	const about = { ...place, chance: place.chance };
	const together = meanScoring(
		rubric,
		people.map(({ given }) => given),
	);
	for (const auto of scored.filter(({ tier }) => tier === 'auto'))
		addAuto(autos, { ...about, against: together }, auto, people);
	for (const [at, judged] of people.entries()) {
		for (const against of people.slice(at + 1)) {
			const name = JSON.stringify([judged.by, against.by]);
			const couple = couples.get(name) ?? { judged: judged.by, against: against.by, pairs: [] };
			couples.set(name, couple);
			couple.pairs.push({ ...about, judged: judged.given, against: against.given });
		}
	}
}

/** Where a run stands; the chance is `null` for one that was not drawn, or does not say with which. */
function placeOf(run: RecordedRun, candidates: readonly string[]) {
	const length = candidates.reduce((sum, each) => sum + each.length, 0);
	const { drawn, chance } = run.draw ?? { drawn: true, chance: 1 };
	return { scenario: run.scenario, row: rowName(run), length, chance: drawn && chance > 0 ? chance : null };
}

function addAuto(
	autos: Gathered['autos'],
	about: Omit<JudgedPair, 'judged'>,
	{ by, given, auto }: ScoredJudgment,
	people: readonly ScoredJudgment[],
): void {
	// Runs that do not say by which judge file are told by its kind.
	const hash = auto?.hash ?? by;
	const name = JSON.stringify([by, hash]);
	const side = autos.get(name) ?? { kind: by, hash, evidence: true, pairs: [], people: [] };
	autos.set(name, side);
	side.evidence &&= auto?.evidence ?? true;
	side.pairs.push({ ...about, judged: given });
	const composites = people.map((each) => [each.by, each.given.composite] as const);
	if (people.length > 1)
		side.people.push({ scenario: about.scenario, judge: given.composite, people: Object.fromEntries(composites) });
}

function listIn(lists: Map<string, OwnJudgment[]>, by: KeptJudgment['by']): OwnJudgment[] {
	const list = lists.get(by) ?? [];
	lists.set(by, list);
	return list;
}

const order: readonly JudgeWorth['between'][] = ['auto-and-people', 'two-people', 'one-judge-twice'];

function byNames(a: JudgeWorth, b: JudgeWorth): number {
	const [one, other] = [a, b].map(({ judged, against }) => JSON.stringify([judged, against]));
	return order.indexOf(a.between) - order.indexOf(b.between) || ((one ?? '') < (other ?? '') ? -1 : 1);
}
