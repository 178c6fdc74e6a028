import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { LeaderboardRow } from '../../../domain/ranking/leaderboard';
import type { GateAnswer } from '../../api/answers';
import { Problem } from '../../api/problem';
import { gatesQuery } from '../../api/queries';
import { request } from '../../api/request';
import { Failed } from '../../parts/states';
import { WorkingButton } from '../../parts/working-button';
import { announce } from '../../shell/announce';
import { rowKey } from '../leaderboard/row-key';
import { Decision } from './decision';
import { askedOf, type GateFields, noGateFields } from './gate-fields';

interface GateFormProps {
	readonly experiment: string;
	readonly rows: readonly LeaderboardRow[];
}

/** The question of a gate. Each new question on an experiment spends a part of alpha, so it says so before it is asked. */
export function GateForm({ experiment, rows }: GateFormProps) {
	const client = useQueryClient();
	const [fields, setFields] = useState<GateFields>({ ...noGateFields, baseline: rowKey(rows.at(-1) ?? noRow) });
	const ask = useMutation({
		mutationFn: () =>
			request<GateAnswer>('/api/bench/gate', { method: 'POST', query: { experiment }, body: askedOf(fields) }),
		onSuccess: ({ answer }) => announce(`The gate answers: ${answer}.`),
		onSettled: () => client.invalidateQueries({ queryKey: gatesQuery(experiment).queryKey }),
	});
	const faults = ask.error instanceof Problem ? ask.error.details.faults : [];
	const faultOf = (key: string) => faults.find((each) => each.key.split('.')[0] === key)?.message;
	const set = <K extends keyof GateFields>(key: K, value: GateFields[K]) => setFields({ ...fields, [key]: value });
	const text = (
		key: 'better_by' | 'not_worse_by' | 'alpha' | 'worst_scenario' | 'least_format_ok' | 'baseline_experiment',
		label: string,
		description: string,
	) => (
		<TextInput
			label={label}
			description={description}
			value={fields[key]}
			onChange={(event) => set(key, event.currentTarget.value)}
			error={faultOf(key)}
			inputMode={key === 'baseline_experiment' ? 'text' : 'decimal'}
		/>
	);
	const names = rows.map(rowKey);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		ask.mutate();
	};
	return (
		<form onSubmit={submit} className="gate-form">
			<div className="form-grid">
				<NativeSelect
					label="Baseline"
					description="what is to be beaten"
					value={fields.baseline}
					onChange={(event) => set('baseline', event.currentTarget.value)}
					data={names}
					error={faultOf('baseline')}
				/>
				<NativeSelect
					label="Candidate"
					description="named before its scores were seen; else the best of the others"
					value={fields.candidate}
					onChange={(event) => set('candidate', event.currentTarget.value)}
					data={[{ value: '', label: 'the best of the others' }, ...names.map((value) => ({ value, label: value }))]}
					error={faultOf('candidate')}
				/>
				{text('baseline_experiment', 'Baseline’s experiment', 'where the baseline stands, if not here')}
				{text('better_by', 'Better by', 'points of the composite; 0 unless given')}
				{text('not_worse_by', 'Or not worse by', 'points, with one of the next')}
				<NativeSelect
					label="And"
					description="with not worse by"
					value={fields.and}
					onChange={(event) => set('and', event.currentTarget.value as GateFields['and'])}
					data={[
						{ value: '', label: '–' },
						{ value: 'faster', label: 'faster' },
						{ value: 'smaller', label: 'smaller' },
					]}
					error={faultOf('and')}
				/>
				{text('worst_scenario', 'Guard: worst scenario', 'in none worse by more points than')}
				{text('least_format_ok', 'Guard: least format_ok', 'a rate from 0 to 1')}
				{text('alpha', 'Alpha', 'how likely a false promotion may be; 0.05 unless given')}
			</div>
			<Checkbox
				label="Guard: people and the auto judge must say the same"
				checked={fields.require_both}
				onChange={(event) => set('require_both', event.currentTarget.checked)}
			/>
			<p className="muted">
				Each gate on an experiment spends a part of alpha; the same question of the same data is not counted again.
			</p>
			<WorkingButton type="submit" isWorking={ask.isPending}>
				Decide
			</WorkingButton>
			{ask.isError && <Failed error={ask.error} what="decision" />}
			{ask.isSuccess && <Decision decision={ask.data} isNew />}
		</form>
	);
}

const noRow = { model: '', prompt: '' };
