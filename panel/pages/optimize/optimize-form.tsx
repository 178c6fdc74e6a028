import { useMemo } from 'react';
import { Link } from 'wouter';
import type { ConfigKeysAnswer, FormKey, OptimizePlan } from '../../api/answers';
import { Name } from '../../parts/model-text';
import { Notes } from '../../parts/plan-box';
import { pages } from '../../shell/links';
import { CommandLine } from '../run/command-lines';
import { runCommand } from '../run/commands';
import { groupsOf } from '../run/groups';
import { PlanNumbers } from '../run/plan';
import { StartForm } from '../run/start-form';

const compared: readonly string[] = ['models', 'baseline', 'candidates', 'dated'];

/** The form of a comparison: its own keys, and those of its bench. */
export function OptimizeForm({ keys }: { readonly keys: ConfigKeysAnswer }) {
	const groups = useMemo(() => optimizeGroups(keys), [keys]);
	return (
		<StartForm<OptimizePlan>
			path="/api/optimize/run"
			groups={groups}
			plan={(plan) => <Compared plan={plan} />}
			began={(experiment) => ({ words: `The comparison ${experiment} begins.`, page: pages.optimize })}
			running={{ link: 'bench', show: () => <Link href={pages.optimize}>Look at that comparison</Link> }}
			commands={(filled) => (
				<details className="card">
					<summary>The same as a command</summary>
					<CommandLine text={runCommand(filled, 'optimize run')} what="the command of tip-bench" />
				</details>
			)}
		/>
	);
}

function Compared({
	plan: { baseline, candidates, model, experiment, bench, notes },
}: {
	readonly plan: OptimizePlan;
}) {
	return (
		<>
			<p>
				<Name>{candidates.join(', ')}</Name> against <Name>{baseline}</Name> on <Name>{model}</Name>, in{' '}
				<Name>{experiment}</Name>.
			</p>
			<PlanNumbers plan={bench} />
			<Notes notes={notes.filter((each) => !bench.notes.includes(each))} />
		</>
	);
}

/** What follows from the prompts that are compared is not asked. */
function optimizeGroups({ optimize }: Pick<ConfigKeysAnswer, 'optimize'>) {
	const isFirst = ({ key }: FormKey) => compared.includes(key);
	const first = compared.flatMap((name) => optimize.filter(({ key }) => key === name));
	const others = optimize
		.filter((each) => !isFirst(each))
		// Its name follows from what is compared.
		.map(({ default: usual, ...each }) => (each.key === 'experiment' ? each : { ...each, default: usual ?? null }));
	return [
		{ title: 'What is compared', keys: first, isOpen: true },
		...groupsOf(others).filter(({ keys }) => keys.length > 0),
	];
}
