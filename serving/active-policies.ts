import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TipBenchError } from '../domain/errors';
import { parseMarkedJson } from '../domain/marked-json';
import { type PolicyName, policyNames } from '../domain/policies/policy-names';
import { faultWords } from '../domain/schema-words';
import { messageOf } from '../machine/coded-error';
import type { Env } from '../machine/environment/kinds';
import { withFileLock } from '../machine/file-lock';
import { writeWhole } from '../machine/whole-file';
import { servingFolder } from './serving-folder';
import { type ShadowName, shadowNames } from './shadow-names';

/** What a policy was promoted on, such as a simulation's answer: any object of JSON. */
export type Evidence = Readonly<Record<string, unknown>>;

const formerSchema = z.strictObject({
	active: z.enum(policyNames),
	/** ISO 8601; `null` of what was active from the beginning. */
	since: z.iso.datetime().nullable(),
	until: z.iso.datetime(),
	evidence: z.record(z.string(), z.unknown()).nullable(),
});

/** What `policies.json` holds; a person may write less. */
const policiesSchema = z.strictObject({
	active: z.enum(policyNames),
	since: z.iso.datetime().nullable().default(null),
	shadows: z.array(z.enum(shadowNames)).default([]),
	evidence: z.record(z.string(), z.unknown()).nullable().default(null),
	/** The last one last. */
	former: z.array(formerSchema).default([]),
	/** What the last rollback took back. */
	rolled_back: formerSchema.nullable().default(null),
});

/** Which policy is served, since when and on what evidence, which shadows are asked too, and what was active before. */
export type ActivePolicies = Readonly<z.infer<typeof policiesSchema>>;

/** A change that was made, or was made before. */
export interface PoliciesChange {
	readonly changed: boolean;
	readonly policies: ActivePolicies;
}

/** As many are kept to go back to. */
const mostFormer = 50;

/** What holds where there is no file: the first policy, which looks at no profile. */
const beginning: ActivePolicies = policiesSchema.parse({ active: 'egreedy-v1' });

/** The file of an environment. */
export function policiesFile(env: Env): string {
	return join(servingFolder(env), 'policies.json');
}

/** @throws TipBenchError PoliciesInvalid */
export function readActive(env: Env): ActivePolicies {
	const path = policiesFile(env);
	try {
		return parsePolicies(readFileSync(path, 'utf8'), path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return beginning;
		if (error instanceof TipBenchError) throw error;
		throw new TipBenchError('PoliciesInvalid', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
	}
}

/**
 * Makes a policy the active one, replacing the file whole; the former one is kept in it. Where it is active already, nothing
 * is changed, so that a second try does no harm.
 * @param check throws where it may not take the place of these; nobody else changes them meanwhile
 * @throws TipBenchError PoliciesInvalid; MachineError FileUnwritable; what the check throws
 */
export function promote(
	env: Env,
	policy: PolicyName,
	evidence: Evidence,
	now = Date.now(),
	check: (before: ActivePolicies) => void = () => undefined,
): Promise<PoliciesChange> {
	return change(env, (before) => {
		if (before.active === policy) return null;
		check(before);
		const at = new Date(now).toISOString();
		const former = [...before.former, asFormer(before, at)].slice(-mostFormer);
		return { ...before, active: policy, since: at, evidence, former };
	});
}

/**
 * Goes back to the policy that was active before, with its evidence.
 * @throws TipBenchError NothingBefore, PoliciesInvalid; MachineError FileUnwritable
 */
export function rollback(env: Env, now = Date.now()): Promise<PoliciesChange> {
	return change(env, (before) => {
		const last = before.former.at(-1);
		if (last === undefined)
			throw new TipBenchError('NothingBefore', `${before.active} is active since the beginning; nothing was before`);
		const at = new Date(now).toISOString();
		const { active, evidence } = last;
		return {
			...before,
			active,
			since: at,
			evidence,
			former: before.former.slice(0, -1),
			rolled_back: asFormer(before, at),
		};
	});
}

/** Turns a shadow on or off. @throws TipBenchError PoliciesInvalid; MachineError FileUnwritable */
export function setShadow(env: Env, name: ShadowName, isOn: boolean): Promise<PoliciesChange> {
	return change(env, (before) => {
		if (before.shadows.includes(name) === isOn) return null;
		return { ...before, shadows: isOn ? [...before.shadows, name] : before.shadows.filter((each) => each !== name) };
	});
}

/** @param make the new ones, or `null` where nothing is to be changed */
async function change(env: Env, make: (before: ActivePolicies) => ActivePolicies | null): Promise<PoliciesChange> {
	const path = policiesFile(env);
	const waiting = `Another process is changing ${path}; waiting for it.`;
	return withFileLock(path, { waiting, say: () => undefined }, async () => {
		const before = readActive(env);
		const after = make(before);
		if (after === null) return { changed: false, policies: before };
		await writeWhole(path, `${JSON.stringify(after, null, '\t')}\n`);
		return { changed: true, policies: after };
	});
}

function asFormer({ active, since, evidence }: ActivePolicies, until: string): ActivePolicies['former'][number] {
	return { active, since, until, evidence };
}

function parsePolicies(text: string, path: string): ActivePolicies {
	let value: unknown;
	try {
		// Some editors put a mark before the text.
		value = parseMarkedJson(text);
	} catch (cause) {
		throw new TipBenchError('PoliciesInvalid', `${path} is no JSON: ${messageOf(cause)}`, { cause });
	}
	const parsed = policiesSchema.safeParse(value);
	if (parsed.success) return parsed.data;
	const faults = parsed.error.issues.map((issue) => `- ${issue.path.join('.') || 'the file'}: ${faultWords(issue)}`);
	throw new TipBenchError('PoliciesInvalid', [`${path}:`, ...faults].join('\n'));
}
