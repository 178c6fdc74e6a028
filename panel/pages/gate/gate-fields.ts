/** What stands in the fields of the form: empty for what is not given. */
export interface GateFields {
	readonly baseline: string;
	readonly candidate: string;
	readonly baseline_experiment: string;
	readonly better_by: string;
	readonly not_worse_by: string;
	readonly and: '' | 'faster' | 'smaller';
	readonly alpha: string;
	readonly worst_scenario: string;
	readonly least_format_ok: string;
	readonly require_both: boolean;
}

export const noGateFields: GateFields = {
	...{ baseline: '', candidate: '', baseline_experiment: '', better_by: '', not_worse_by: '', and: '' },
	...{ alpha: '', worst_scenario: '', least_format_ok: '', require_both: false },
};

/** What is asked: only what was filled in, since defaults are the gate's own. */
export function askedOf(fields: GateFields): Record<string, string | boolean> {
	return Object.fromEntries(
		Object.entries(fields).flatMap(([key, value]): [string, string | boolean][] => {
			const given = typeof value === 'string' ? value.trim() : value;
			return given === '' || given === false ? [] : [[key, given]];
		}),
	);
}
