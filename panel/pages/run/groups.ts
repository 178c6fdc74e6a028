import type { FormKey } from '../../api/answers';

/** Keys that belong together. */
export interface NamedGroup {
	readonly title: string;
	readonly keys: readonly string[];
	readonly isOpen: boolean;
}

/** Those of a bench. */
const benchGroups: readonly NamedGroup[] = [
	{
		title: 'What is asked',
		keys: ['experiment', 'models', 'prompts', 'n_scenarios', 'repeats', 'rubric', 'judge_kind'],
		isOpen: true,
	},
	{
		title: 'How models answer',
		keys: ['n_tips', 'temperature', 'num_ctx', 'num_predict', 'seed', 'diversity', 'max_model_b'],
		isOpen: false,
	},
	{
		title: 'How it is judged',
		keys: [
			...['spot_check', 'judge_delta', 'max_judge_b', 'remind_after', 'judge_deadline', 'on_deadline'],
			...['min_kappa', 'gate'],
		],
		isOpen: false,
	},
	{ title: 'Where it runs', keys: ['ollama_url', 'mlflow_url', 'gpus', 'export_dir'], isOpen: false },
];

export interface KeyGroup {
	readonly title: string;
	readonly keys: readonly FormKey[];
	readonly isOpen: boolean;
}

/** The keys of a config in groups, none left out: whatever stands in no group comes last. */
export function groupsOf(keys: readonly FormKey[], groups: readonly NamedGroup[] = benchGroups): KeyGroup[] {
	const known = new Set(groups.flatMap((group) => group.keys));
	const named = groups.map(({ keys: names, ...group }) => ({
		...group,
		keys: names.flatMap((name) => keys.find(({ key }) => key === name) ?? []),
	}));
	const others = keys.filter(({ key }) => !known.has(key));
	return others.length === 0 ? named : [...named, { title: 'More', keys: others, isOpen: false }];
}

/** A default as a field shows it. */
export function defaultText({ default: value }: Pick<FormKey, 'default'>): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) return value.join(',');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The range of a number in words; empty where it has none. */
export function rangeText({ minimum, maximum, above, below }: FormKey): string {
	const parts = [
		...(minimum === undefined ? [] : [`at least ${minimum}`]),
		...(maximum === undefined ? [] : [`at most ${maximum}`]),
		...(above === undefined ? [] : [`more than ${above}`]),
		...(below === undefined ? [] : [`less than ${below}`]),
	];
	return parts.join(', ');
}
