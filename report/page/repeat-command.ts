import type { Setting } from '../../domain/ranking/experiment-report';
import { argument, quoted } from '../../domain/wording';

/** The options of `run` that runs tell, by the name of their config key. */
const told = ['n_tips', 'temperature', 'num_ctx', 'num_predict', 'base_seed'];

/** The command that makes such an experiment again, under another name; `null` where its runs do not tell enough. */
export function repeatCommand(experiment: string, rubric: string, setting: Setting): string | null {
	const { models, prompts, options, repeats, judgeKinds, rejudgedFrom, benches } = setting;
	const again = `${experiment}-again`;
	const [source, ...others] = rejudgedFrom;
	if (source !== undefined && others.length === 0 && benches.length === 0)
		return `./tip-bench rejudge --rubric=${quoted(rubric)} --as=${quoted(again)} ${argument(source.value)}`;
	const names = [...models, ...prompts].map(({ name }) => name);
	// A comma within a name would make two of it.
	if (models.length === 0 || names.some((name) => name === '' || name.includes(','))) return null;
	const list = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name).join(',');
	const flags: [string, string][] = [
		['models', list(models)],
		['prompts', list(prompts)],
		...options.flatMap(({ name, values }): [string, string][] => {
			const [only, ...others] = values;
			if (!told.includes(name) || only === undefined || others.length > 0) return [];
			return [[name === 'base_seed' ? 'seed' : name, only.value]];
		}),
		...(repeats > 1 ? [['repeats', `${repeats}`] satisfies [string, string]] : []),
		['rubric', rubric],
		...(judgeKinds.length === 1 ? [['judge_kind', judgeKinds[0]?.value ?? ''] satisfies [string, string]] : []),
		['experiment', again],
	];
	return `./tip-bench run ${flags.map(([name, value]) => `--${name.replaceAll('_', '-')}=${quoted(value)}`).join(' ')}`;
}
