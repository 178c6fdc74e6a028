import type { NamedGroup } from '../run/groups';

/** Keys of a simulation that belong together. */
export const simGroups: readonly NamedGroup[] = [
	{
		title: 'What is simulated',
		keys: ['experiment', 'policies', 'personas', 'seeds', 'steps', 'tips', 'profiles'],
		isOpen: true,
	},
	{
		title: 'How it is decided',
		keys: ['baseline', 'candidate', 'better_by', 'alpha', 'worst_persona', 'promote'],
		isOpen: false,
	},
	{ title: 'Where it runs', keys: ['batch', 'serve_url', 'mlflow_url'], isOpen: false },
];
