import { isAutoKind } from '../domain/judging/judge-kinds';
import type { Mlflow } from './client';
import { distinctTags } from './distinct-tags';

/** The one auto judge that an experiment's runs name, or why there is no such one, in words. */
export type NamedAutoKind = { readonly kind: string } | { readonly why: string };

/**
 * Finds the auto judge that the runs of an experiment name.
 * @param autoNames the names that have a file in `auto-judges/`
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function namedAutoKind(
	mlflow: Mlflow,
	{ id, name }: { readonly id: string; readonly name: string },
	autoNames: readonly string[],
): Promise<NamedAutoKind> {
	const [beside, counting] = await Promise.all([
		distinctTags(mlflow, id, 'auto_judge_kind'),
		distinctTags(mlflow, id, 'judge_kind'),
	]);
	const all = new Set([...beside, ...counting].flatMap((each) => each.split(',').map((kind) => kind.trim())));
	const kinds = [...all].filter((kind) => isAutoKind(kind, autoNames));
	const [kind] = kinds;
	if (kind === undefined) {
		return {
			why: `no run of ${name} names an auto judge: say which, such as ${[...autoNames, 'ollama/TAG'].join(', ')}`,
		};
	}
	return kinds.length === 1 ? { kind } : { why: `the runs of ${name} name ${kinds.join(' and ')}: say which` };
}
