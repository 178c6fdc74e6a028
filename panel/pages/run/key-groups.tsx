import { type ReactNode, useState } from 'react';
import type { Problem } from '../../api/problem';
import type { Filled } from './commands';
import { Field } from './field';
import type { KeyGroup } from './groups';

interface KeyGroupsProps {
	readonly groups: readonly KeyGroup[];
	readonly filled: Filled;
	readonly faults: Problem['details']['faults'];
	readonly fill: (key: string, value: string) => void;
}

/** The keys of a form in their groups. */
export function KeyGroups({ groups, filled, faults, fill }: KeyGroupsProps) {
	const faultsOf = (key: string) =>
		faults.filter((each) => each.key === key || each.key.startsWith(`${key}.`)).map(({ message }) => message);
	return groups.map(({ title, keys, isOpen }) => (
		<Group key={title} title={title} isOpenFirst={isOpen} hasFault={keys.some(({ key }) => faultsOf(key).length > 0)}>
			<div className="form-grid">
				{keys.map((each) => (
					<Field
						key={each.key}
						of={each}
						value={filled[each.key] ?? ''}
						largest={filled.max_model_b ?? ''}
						faults={faultsOf(each.key)}
						fill={(value) => fill(each.key, value)}
					/>
				))}
			</div>
		</Group>
	));
}

interface GroupProps {
	readonly title: string;
	readonly isOpenFirst: boolean;
	readonly hasFault: boolean;
	readonly children: ReactNode;
}

/** Keys that belong together. A fault opens them, and its end does not close them: somebody is typing there. */
function Group({ title, isOpenFirst, hasFault, children }: GroupProps) {
	const [isOpen, setOpen] = useState(isOpenFirst);
	return (
		<details className="card" open={isOpen || hasFault} onToggle={(event) => setOpen(event.currentTarget.open)}>
			<summary>{title}</summary>
			{children}
		</details>
	);
}
