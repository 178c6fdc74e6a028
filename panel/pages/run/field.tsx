import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { FormKey } from '../../api/answers';
import { defaultText, rangeText } from './groups';
import { JudgesField, ModelsField, PersonasField, PoliciesField, PromptsField, RubricField } from './offered-fields';

export interface FieldProps {
	readonly of: FormKey;
	/** As it is written; empty for the default. */
	readonly value: string;
	/** The largest model that may take part, as it is written. */
	readonly largest: string;
	readonly faults: readonly string[];
	readonly fill: (value: string) => void;
}

/** Keys for which there is something to choose from. */
const offered: Readonly<Record<string, (props: FieldProps) => React.ReactNode>> = {
	models: ModelsField,
	prompts: PromptsField,
	rubric: RubricField,
	judge_kind: JudgesField,
	candidates: PromptsField,
	policies: PoliciesField,
	personas: PersonasField,
};

/** One key of a config as a field. */
export function Field(props: FieldProps) {
	const { of, value, faults, fill } = props;
	const Offered = offered[of.key];
	if (Offered !== undefined) return <Offered {...props} />;
	const usual = defaultText(of);
	const common = {
		label: labelOf(of.key),
		description: [of.meaning, rangeText(of)].filter((each) => each !== '').join('; '),
		error: faults.length === 0 ? undefined : faults.join('; '),
	};
	if (of.type === 'boolean')
		return (
			<Checkbox
				{...common}
				checked={value === '' ? of.default === true : value === 'true'}
				onChange={(event) => fill(String(event.currentTarget.checked))}
			/>
		);
	if (of.type === 'choice')
		return (
			<NativeSelect
				{...common}
				value={value}
				onChange={(event) => fill(event.currentTarget.value)}
				data={[
					{ value: '', label: usual === '' ? '–' : `${usual} (unless chosen)` },
					...(of.options ?? []).map((each) => ({ value: each, label: each })),
				]}
			/>
		);
	if (of.type === 'object')
		return (
			<Textarea
				{...common}
				value={value}
				onChange={(event) => fill(event.currentTarget.value)}
				placeholder="JSON"
				autosize={false}
				rows={2}
				spellCheck={false}
			/>
		);
	const isNumber = of.type === 'integer' || of.type === 'number';
	return (
		<TextInput
			{...common}
			value={value}
			onChange={(event) => fill(event.currentTarget.value)}
			placeholder={usual}
			inputMode={isNumber ? 'decimal' : 'text'}
			spellCheck={false}
			autoComplete="off"
		/>
	);
}

/** Of a key within an object its own name. */
function labelOf(key: string): string {
	return key.slice(key.lastIndexOf('.') + 1).replaceAll('_', ' ');
}
