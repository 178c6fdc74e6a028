import { type Env, textOf } from './kinds';
import { variableFault } from './read';
import { headerVariables, type Variable, type VariableName, variables } from './variables';

/** A variable as a person is shown it. */
export interface DescribedVariable {
	readonly name: string;
	/** What it holds; of a secret, only that it is set. `null` where it counts as unset. */
	readonly value: string | null;
	/** What holds where it is not set. */
	readonly fallback: string;
	readonly meaning: string;
	readonly secret: boolean;
	/** What is wrong with it, `null` where nothing is. */
	readonly fault: string | null;
}

/** Every variable that tip-bench reads, as this environment has it. */
export function describeVariables(env: Env): DescribedVariable[] {
	const known = (Object.keys(variables) as VariableName[]).map((name): DescribedVariable => {
		const { kind, meaning, fallback, secret: isSecret, formerly }: Variable = variables[name];
		const secret = isSecret === true;
		const text = (formerly && textOf(kind, env[formerly])) || textOf(kind, env[name]);
		const value = text === undefined ? null : secret ? 'set' : kind === 'text' ? withoutPassword(text) : text;
		return { name, value, fallback, meaning, secret, fault: variableFault(env, name) };
	});
	const headers = Object.keys(env).filter((name) => name.startsWith(headerVariables.prefix));
	const { meaning } = headerVariables;
	const sent = headers.map((name) => ({ name, value: 'set', fallback: '', meaning, secret: true, fault: null }));
	return [...known, ...sent];
}

/** Addresses are not meant to carry one, but people try. */
function withoutPassword(text: string): string {
	return text.replace(/^([a-z][a-z0-9+.-]*:\/{1,3})?.*@/is, '$1…@');
}
