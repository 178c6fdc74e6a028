import type { AutoJudge } from '../domain/judging/auto-judge';
import { wholeName } from '../domain/model-name';
import { nameHint } from '../domain/nearest-name';
import { hasModel, toldModels } from '../endpoint/models';
import { scrubbed } from '../endpoint/scrub';
import type { Clients } from './clients';
import type { FaultList } from './fault-list';
import type { FoundModel, JudgeSetting } from './judge-setting';

/**
 * Looks whether an auto judge's endpoint is set up, takes the key and knows the model. Nothing is asked that costs.
 * @throws TipBenchError JudgeUnavailable
 */
export async function checkEndpointJudge(
	clients: Clients,
	judge: Extract<AutoJudge, { api: 'openai' }>,
	{ contestants }: JudgeSetting,
	faults: FaultList,
): Promise<FoundModel | null> {
	const endpoint = await faults.found(Promise.resolve().then(() => clients.endpoint(judge)));
	if (endpoint === undefined) return null;
	const told = await toldModels(endpoint);
	if ('refused' in told) {
		faults.note(told.refused);
		return null;
	}
	const { names } = told;
	if (names !== null && !hasModel(names, judge.model)) {
		const shown = names.map((name) => scrubbed(endpoint, name, 80));
		const hint = nameHint(judge.model, shown, 'it has none').replace(/[^?]$/, '$&.');
		faults.add(
			`the endpoint of ${judge.kind} does not know \`${judge.model}\`; ${hint} Correct \`model\` in auto-judges/${judge.kind}.yaml.`,
		);
		return null;
	}
	const bare = judge.model.slice(judge.model.lastIndexOf('/') + 1);
	const same = contestants.find(({ name }) => wholeName(name) === wholeName(bare));
	const notes =
		same === undefined ? [] : [`${judge.kind} may judge its own candidates: \`${same.name}\` is a contestant`];
	return { model: judge.model, weights: null, context: judge.context, notes };
}
