import { maskedAddress } from '../masked-address';
import { type Env, textOf, wordForNothing } from './kinds';
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

/** A variable whose name a data file gives. Whatever it holds, only that it is set is shown. */
export interface NamedVariable {
	readonly name: string;
	readonly meaning: string;
}

/**
 * Every variable that tip-bench reads, as this environment has it.
 * @param named those that data files name beside; one that is in the list anyway is shown once
 */
export function describeVariables(env: Env, named: readonly NamedVariable[] = []): DescribedVariable[] {
	const known = (Object.keys(variables) as VariableName[]).map((name): DescribedVariable => {
		const { kind, meaning, fallback, secret: isSecret, formerly }: Variable = variables[name];
		const secret = isSecret === true;
		const text = (formerly && textOf(kind, env[formerly])) || textOf(kind, env[name]);
		const value = text === undefined ? null : secret ? 'set' : kind === 'text' ? maskedAddress(text) : text;
		return { name, value, fallback, meaning, secret, fault: variableFault(env, name) };
	});
	const headers = Object.keys(env).filter((name) => name.startsWith(headerVariables.prefix));
	const { meaning } = headerVariables;
	const sent = headers.map((name) => ({ name, value: 'set', fallback: '', meaning, secret: true, fault: null }));
	const listed = new Set<string>(Object.keys(variables));
	const more = named.filter(({ name }) => !listed.has(name) && listed.add(name));
	return [...known, ...sent, ...more.map(({ name, meaning: what }) => describeNamed(env, name, what))];
}

function describeNamed(env: Env, name: string, meaning: string): DescribedVariable {
	const value = textOf('text', env[name]) === undefined ? null : 'set';
	return { name, value, fallback: '', meaning, secret: true, fault: null };
}

/**
 * What was taken as not given though something is written: a sentence a variable, which begins with its name.
 * @param more names that data files give
 */
export function environmentNotes(env: Env, more: readonly string[] = []): string[] {
	const known = (Object.keys(variables) as VariableName[]).flatMap((name) => {
		const { kind, formerly }: Variable = variables[name];
		return [name, ...(formerly === undefined ? [] : [formerly])].map((each) => ({ name: each, kind }));
	});
	const named = more.filter((name) => !known.some((each) => each.name === name));
	const all = [...known, ...named.map((name) => ({ name, kind: 'text' as const }))];
	return all.flatMap(({ name, kind }) => {
		const word = wordForNothing(kind, env[name]);
		return word === undefined ? [] : [`${name}: \`${word}\` was taken as not given`];
	});
}
