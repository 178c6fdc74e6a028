import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { autoJudgesQuery, modelsQuery } from '../../api/queries';

interface ChooseJudgeProps {
	/** Why it is asked. */
	readonly why: string;
	readonly choose: (kind: string) => void;
}

/** Asks which auto judge is to score, where the runs name none: one that has a file, or a model of Ollama. */
export function ChooseJudge({ why, choose }: ChooseJudgeProps) {
	const [kind, setKind] = useState('');
	const list = useId();
	const judges = useQuery(autoJudgesQuery);
	const models = useQuery(modelsQuery());
	const offered = [
		...(judges.data?.auto_judges ?? []).map((judge) => judge.kind),
		...(models.data?.models ?? []).map(({ name }) => `ollama/${name}`),
	];
	const submit = (event: FormEvent) => {
		event.preventDefault();
		choose(kind.trim());
	};
	return (
		<form onSubmit={submit} className="controls">
			<TextInput
				label="Which auto judge?"
				description="a file in auto-judges/, or ollama/TAG"
				value={kind}
				onChange={(event) => setKind(event.currentTarget.value)}
				list={list}
				error={why}
				autoFocus
				spellCheck={false}
				autoComplete="off"
			/>
			<datalist id={list}>
				{offered.map((each) => (
					<option key={each} value={each} />
				))}
			</datalist>
			<Button type="submit" size="xs" disabled={kind.trim() === ''}>
				Let it score
			</Button>
		</form>
	);
}
