import { messageOf } from '../coded-error';
import { MachineError } from '../errors';
import { type Env, type Kind, kinds, textOf, type ValueOf } from './kinds';
import { type Variable, type VariableName, variables } from './variables';

/** What a variable is read as. */
export type VariableValue<Name extends VariableName> = ValueOf<(typeof variables)[Name]['kind']>;

/**
 * A variable of the environment, `undefined` where it is not set, or set to nothing.
 * @throws MachineError EnvironmentInvalid that names it, and never quotes what it holds
 */
export function readVariable<Name extends VariableName>(env: Env, name: Name): VariableValue<Name> | undefined {
	const { kind, formerly }: Variable = variables[name];
	const text = (formerly && textOf(kind, env[formerly])) || textOf(kind, env[name]);
	return parseText(env, name, kind, text) as VariableValue<Name> | undefined;
}

/**
 * A variable whose name a data file gives, such as an auto judge's key; `undefined` as for {@link readVariable}.
 * @throws MachineError EnvironmentInvalid that names it, and never quotes what it holds
 */
export function readNamed<Each extends Kind>(env: Env, name: string, kind: Each): ValueOf<Each> | undefined {
	return parseText(env, name, kind, textOf(kind, env[name])) as ValueOf<Each> | undefined;
}

function parseText(env: Env, name: string, kind: Kind, text: string | undefined): unknown {
	if (text === undefined) return undefined;
	const parsed = kinds[kind](env).safeParse(text);
	if (parsed.success) return parsed.data;
	const faults = parsed.error.issues.map(({ message }) => message).join('; ');
	throw new MachineError('EnvironmentInvalid', `${name} ${faults}`);
}

/** What is wrong with a variable, in a sentence that begins with its name; `null` where nothing is. */
export function variableFault(env: Env, name: VariableName): string | null {
	try {
		readVariable(env, name);
		return null;
	} catch (error) {
		return messageOf(error);
	}
}
