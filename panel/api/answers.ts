import type { hc, InferResponseType } from 'hono/client';
import type { Routes } from '../../server/client';

// What the API answers, by the server's own types: a route that changes is seen here. Times are ISO 8601.

type Api = ReturnType<typeof hc<Routes>>['api'];
type Bench = Api['bench'];
type Of<Asked> = InferResponseType<Asked, 200>;

export type Session = Of<Api['session']['$get']>;

export type Waiting = Of<Api['waiting']['$get']>;
export type WaitingItem = Waiting['items'][number];

export type ExperimentPage = Of<Bench['experiments']['$get']>;
export type ExperimentLine = ExperimentPage['experiments'][number];

export type GivenConfig = Of<Bench['config']['$get']>;

export type JudgesAtWork = Of<Bench['judging']['$get']>;
export type JudgeAtWork = JudgesAtWork['judges'][number];

export type BenchAnswer = Of<Bench['status']['$get']>;
export type Doing = BenchAnswer['doing'];

export type GridAnswer = Of<Bench['grid']['$get']>;
/** How a run stands; the others are of cells without one: not asked for, still to come, given up. */
export type CellState = GridAnswer['cells'][number][3] | 'missing' | 'to-come' | 'failed';

export type CellAnswer = Of<Bench['cell']['$get']>;

export type ItemAnswer = Of<Bench['item']['$get']>;
export type StoredAnswer = Of<Bench['item']['$post']>;
export type JudgeProgress = StoredAnswer['progress'];

export type CompareAnswer = Of<Bench['compare']['$get']>;
export type ComparedScenario = CompareAnswer['items'][number];
export type ComparedSide = ComparedScenario['a'];

export type PlanSummary = Of<Bench['run']['$post']>;
type StartedBench = InferResponseType<Bench['run']['$post'], 202>;

export type ModelsAnswer = Of<Api['models']['$get']>;
export type ModelLine = ModelsAnswer['models'][number];
export type LeasesAnswer = Of<Api['leases']['$get']>;
export type LeaseLine = LeasesAnswer['leases'][number];
export type SchedulesAnswer = Of<Api['schedules']['$get']>;
export type MadeSchedule = InferResponseType<Api['schedules']['$post'], 201>;
export type ScheduleLine = SchedulesAnswer['schedules'][number];

export type PromptsAnswer = Of<Api['catalog']['prompts']['$get']>;
export type RubricsAnswer = Of<Api['catalog']['rubrics']['$get']>;
export type ScenariosAnswer = Of<Api['catalog']['scenarios']['$get']>;
export type AutoJudgesAnswer = Of<Api['catalog']['auto-judges']['$get']>;
export type FileFault = PromptsAnswer['faults'][number];
export type ConfigKeysAnswer = Of<Api['catalog']['config']['$get']>;
export type FormKey = ConfigKeysAnswer['bench'][number];

export type PersonasAnswer = Of<Api['catalog']['personas']['$get']>;

export type PoliciesAnswer = Of<Api['policies']['$get']>;
export type ShadowLine = PoliciesAnswer['shadows'][number];
export type FormerPolicy = PoliciesAnswer['former'][number];
export type PolicyPromotion = Of<Api['policies']['promote']['$post']>;
export type PolicyUser = Of<Api['policies']['user']['$get']>;
export type DecisionsPage = Of<Api['policies']['decisions']['$get']>;
export type PolicyDecision = DecisionsPage['decisions'][number];

export type SimsAnswer = Of<Api['sim']['runs']['$get']>;
export type SimLine = SimsAnswer['simulations'][number];
export type SimAnswer = Of<Api['sim']['status']['$get']>;
export type SimResults = Of<Api['sim']['results']['$get']>;
export type SimPlan = Of<Api['sim']['run']['$post']>;
type StartedSim = InferResponseType<Api['sim']['run']['$post'], 202>;

export type ComparisonsAnswer = Of<Api['optimize']['runs']['$get']>;
export type ComparisonLine = ComparisonsAnswer['comparisons'][number];
export type OptimizePlan = Of<Api['optimize']['run']['$post']>;
type StartedOptimize = InferResponseType<Api['optimize']['run']['$post'], 202>;

/** What was started, whichever it is. */
export type Started = StartedBench | StartedSim | StartedOptimize;
export type ActivePrompts = Of<Api['prompts']['active']['$get']>;

export type TrustAnswer = Of<Bench['trust']['$get']>;
export type DisagreementsAnswer = Of<Bench['disagreements']['$get']>;
export type GatesAnswer = Of<Bench['gate']['$get']>;
/** One that was decided now also says where it is kept, and whether the same was asked before. */
export type GateAnswer = GatesAnswer['gates'][number] & Partial<Of<Bench['gate']['$post']>>;
