import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { wholeName } from '../../../domain/model-name';
import { policyNames } from '../../../domain/policies/policy-names';
import type { ModelLine } from '../../api/answers';
import { autoJudgesQuery, modelsQuery, personasQuery, promptsQuery, rubricsQuery } from '../../api/queries';
import { bytesText } from '../../parts/units';
import { linkTo } from '../../shell/links';
import { CommandLine } from './command-lines';
import { holds, partsOf, type Telling, ticked } from './commands';
import type { FieldProps } from './field';
import { defaultText } from './groups';

interface Choice {
	readonly name: string;
	/** Beside its name, such as its size. */
	readonly beside?: string;
	/** Why it cannot be chosen. */
	readonly fault?: string | null;
	/** Where one can look into it. */
	readonly look?: string;
}

interface ChoicesProps {
	readonly props: FieldProps;
	readonly choices: readonly Choice[];
	/** What the field below says. */
	readonly others: string;
	readonly telling?: Telling;
}

/** Several of what there is, by boxes to tick; and whatever else one knows, in words. */
function Choices({ props: { of, value, faults, fill }, choices, others, telling }: ChoicesProps) {
	const usual = defaultText(of);
	const chosen = partsOf(value === '' ? usual : value);
	const offered = choices.map(({ name }) => name);
	const isChosen = (name: string) => holds(chosen, name, telling);
	return (
		<fieldset className="choices">
			<legend>{of.key.replaceAll('_', ' ')}</legend>
			<p className="muted">{of.meaning}</p>
			<div className="boxes">
				{choices.map(({ name, beside, fault, look }) => (
					<div key={name} className={fault ? 'box-line off' : 'box-line'}>
						<label>
							<input
								type="checkbox"
								checked={isChosen(name)}
								disabled={Boolean(fault) && !isChosen(name)}
								onChange={(event) =>
									fill(ticked(value, name, event.currentTarget.checked, { usual, offered, telling }))
								}
							/>
							<bdi>{name}</bdi> {beside !== undefined && <span className="muted">{beside}</span>}
						</label>
						{fault && <span className="muted"> {fault}</span>}
						{look !== undefined && (
							<a href={look} className="look" target="_blank" rel="noreferrer">
								look
							</a>
						)}
					</div>
				))}
			</div>
			<TextInput
				label={others}
				value={value}
				placeholder={usual}
				onChange={(event) => fill(event.currentTarget.value)}
				error={faults.length === 0 ? undefined : faults.join('; ')}
				spellCheck={false}
				autoComplete="off"
			/>
		</fieldset>
	);
}

/** The models of Ollama with their sizes; one that is too large says so, and one that is not pulled how to get it. */
export function ModelsField(props: FieldProps) {
	const { of, value, largest } = props;
	const names = value === '' ? defaultText(of) : value;
	const { data } = useQuery(modelsQuery(names, /^\d+(\.\d+)?$/.test(largest.trim()) ? largest.trim() : ''));
	return (
		<div className="wide-field">
			<Choices
				props={props}
				choices={(data?.models ?? []).map(modelChoice)}
				others="Models, with commas between"
				telling={wholeName}
			/>
			{data?.not_pulled.map(({ name, command }) => (
				<div key={name} className="not-pulled">
					<bdi>{name}</bdi> is not pulled: <CommandLine text={command} what={`the command that pulls ${name}`} />
				</div>
			))}
		</div>
	);
}

function modelChoice({ name, size_bytes, parameters, fault }: ModelLine): Choice {
	const size = parameters === null ? '' : `${(parameters / 1e9).toFixed(1)} B, `;
	return { name, beside: `${size}${bytesText(size_bytes)}`, fault };
}

export function PromptsField(props: FieldProps) {
	const { data } = useQuery(promptsQuery);
	const choices = (data?.prompts ?? []).map(({ name }) => ({
		name,
		look: linkTo('catalog', { kind: 'prompts', name }),
	}));
	return <Choices props={props} choices={choices} others="Prompt versions, with commas between" />;
}

export function JudgesField(props: FieldProps) {
	const { data } = useQuery(autoJudgesQuery);
	const choices = (data?.auto_judges ?? []).map(({ kind, model }) => ({
		name: kind,
		beside: model ?? '',
		look: linkTo('catalog', { kind: 'auto-judges', name: kind }),
	}));
	return <Choices props={props} choices={choices} others="Judges, with commas between" />;
}

export function PoliciesField(props: FieldProps) {
	return (
		<Choices props={props} choices={policyNames.map((name) => ({ name }))} others="Policies, with commas between" />
	);
}

export function PersonasField(props: FieldProps) {
	const { data } = useQuery(personasQuery);
	const names = (data?.personas ?? []).map(({ name }) => name);
	// All take part unless some are named.
	const usual = { ...props.of, default: names };
	return (
		<Choices
			props={{ ...props, of: usual }}
			choices={names.map((name) => ({ name }))}
			others="Personas, with commas between"
		/>
	);
}

export function RubricField({ of, value, faults, fill }: FieldProps) {
	const { data } = useQuery(rubricsQuery);
	const usual = defaultText(of);
	const names = [...new Set([usual, ...(data?.rubrics ?? []).map(({ name }) => name)])];
	const shown = value === '' ? usual : value;
	return (
		<div>
			<NativeSelect
				label="rubric"
				description={of.meaning}
				value={shown}
				onChange={(event) => fill(event.currentTarget.value)}
				data={names}
				error={faults.length === 0 ? undefined : faults.join('; ')}
			/>
			<a href={linkTo('catalog', { kind: 'rubrics', name: shown })} className="look" target="_blank" rel="noreferrer">
				look into it
			</a>
		</div>
	);
}
