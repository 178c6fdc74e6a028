import type { ComparedScenario } from '../../api/answers';

/** In which order scenarios are shown. */
export const orders = [
	{ value: '', label: 'where they differ most' },
	{ value: 'a', label: 'where A is best' },
	{ value: 'b', label: 'where B is best' },
	{ value: 'name', label: 'by name' },
] as const;

export type Order = (typeof orders)[number]['value'];

/** Scenarios without a difference come last. */
export function inOrder(scenarios: readonly ComparedScenario[], order: Order): ComparedScenario[] {
	if (order === 'name') return [...scenarios].sort((one, other) => one.scenario.localeCompare(other.scenario));
	const weight = ({ difference }: ComparedScenario): number => {
		if (difference === null) return Number.POSITIVE_INFINITY;
		if (order === 'a') return difference;
		return order === 'b' ? -difference : -Math.abs(difference);
	};
	return [...scenarios].sort((one, other) => {
		const [first, second] = [weight(one), weight(other)];
		return first === second ? 0 : first - second;
	});
}
