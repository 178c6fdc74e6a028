import type { Catalog } from '../catalog/catalog';
import { mostAnswerTokens } from '../domain/judging/auto/answer-schema';
import { judgeHash } from '../domain/judging/auto/judge-hash';
import { askedOf, questionPrefix } from '../domain/judging/auto/question';
import { mostBytesPerToken } from '../domain/judging/auto/tokens';
import type { AutoJudge, PlannedJudge } from '../domain/judging/auto-judge';
import { checkEndpointJudge } from './check-endpoint-judge';
import { checkOllamaJudge } from './check-ollama-judge';
import type { Clients } from './clients';
import { beginningWith, type FaultList } from './fault-list';
import type { JudgeSetting } from './judge-setting';

/** A judge that can be asked, and what a person should know of it. */
export interface CheckedJudge {
	readonly judge: PlannedJudge;
	readonly notes: readonly string[];
}

/**
 * Checks an auto judge before anything loads: its file and the rubric's rule, that its model is there and not too large,
 * that its endpoint takes the key, that the rubric fits its context. Faults are added to the list, each with the key.
 * @throws TipBenchError OllamaUnavailable, JudgeUnavailable
 */
export async function checkJudge(
	{ catalog, clients }: { readonly catalog: Catalog; readonly clients: Clients },
	all: FaultList,
	setting: JudgeSetting,
): Promise<CheckedJudge | null> {
	const faults = beginningWith(`${setting.key}: `, all);
	const [judge, rule] = await Promise.all([
		faults.found(catalog.autoJudge(setting.kind)),
		faults.found(catalog.rubricRule(setting.rubric.name)),
	]);
	if (judge === undefined || rule === undefined) return null;
	const found = await (judge.api === 'ollama'
		? checkOllamaJudge(clients, judge, setting, faults)
		: checkEndpointJudge(clients, judge, setting, faults));
	if (found === null) return null;
	const asked = askedOf(judge, setting.rubric, rule);
	const least = Math.ceil(Buffer.byteLength(questionPrefix(asked)) / mostBytesPerToken);
	if (least + mostAnswerTokens(asked, 1) / 4 > found.context) {
		faults.add(tooLong(judge, setting.rubric.name, least, found.context));
		return null;
	}
	return {
		judge: {
			...{ kind: judge.kind, model: found.model, samples: judge.samples, evidence: judge.evidence },
			most_at_once: judge.api === 'openai' ? judge.most_at_once : 1,
			most_cost: judge.api === 'openai' ? (judge.most_cost ?? null) : null,
			hash: judgeHash(judge, setting.rubric, rule, found.weights?.digest ?? null),
			weights: found.weights,
			context: judge.context,
		},
		notes: [
			...found.notes,
			...(judge.evidence ? [] : [`the scores of ${judge.kind} are no evidence: its file says so`]),
		],
	};
}

function tooLong({ kind, context, api }: AutoJudge, rubric: string, least: number, found: number): string {
	const why = found < context ? `, which is all that its model was made for` : '';
	const mend =
		found < context || api === 'openai'
			? `name another judge, or give ${kind} a model with more`
			: `raise \`context\` in auto-judges/${kind}.yaml, or make such a file for it`;
	return `the rubric ${rubric} takes at least ${least} tokens, more than the context of ${kind} has room for (${found}${why}): ${mend}`;
}
