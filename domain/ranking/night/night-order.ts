import type { z } from 'zod';
import { type Config, type ConfigInput, parseConfig, readKey } from '../../bench/config';
import { readInput, readObject, shownValue } from '../../bench/config-input';
import { nearestName } from '../../nearest-name';
import { wantedBy } from '../../schema-words';
import { fewestScenarios } from '../statistics/sign-flips';
import { type NightAsked, nightKeys, nightSchema } from './night-config';
import { mostOfOneDate, nightName } from './night-name';

/** What a person wants each night: the keys of a bench, and beside them the object `nightly`. */
export interface NightOrder {
	readonly asked: NightAsked;
	/** Unchecked as it was given, without `nightly`; the name of a night takes the place of its experiment. */
	readonly bench: ConfigInput;
	/** What the names of all nights begin with. */
	readonly experiment: string;
	/** The bench as it is checked, of some night. */
	readonly config: Config;
	/** What was taken for something else than it says. */
	readonly notes: readonly string[];
}

/** An order, or every fault, each beginning with its key. */
export type ReadNightOrder =
	| { readonly order: NightOrder }
	| { readonly faults: readonly string[]; readonly notes: readonly string[] };

/** Reads what a night's workflow was given; whoever wrote it may have put anything there. */
export function readNightOrder(input: unknown): ReadNightOrder {
	const { value, notes } = readInput(input, () => true);
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	const { nightly, ...bench } = (isObject ? value : {}) as ConfigInput & { readonly nightly?: unknown };
	const experiment = readKey(bench, 'experiment');
	const longest = experiment === undefined ? undefined : nightName(experiment, '2026-01-01', mostOfOneDate);
	const parsed = parseConfig(isObject ? { ...bench, ...(longest !== undefined && { experiment: longest }) } : value);
	const night = nightSchema.safeParse(given(nightly));
	const faults = [
		...('faults' in parsed ? parsed.faults : []),
		...(night.success ? [] : faultsOf(night.error, nightly)),
	];
	if ('faults' in parsed || !night.success || experiment === undefined) return { faults, notes };
	const few = tooFew(parsed.config, night.data);
	if (few.length > 0) return { faults: few, notes };
	return {
		order: {
			...{ asked: night.data, bench, experiment, config: parsed.config },
			notes: [...new Set([...notes, ...parsed.notes])],
		},
	};
}

function given(nightly: unknown): unknown {
	return readInput(readObject(nightly) ?? {}, () => false).value;
}

/** With so few scenarios no row could ever be called worse: such nights would be silent for ever. */
function tooFew({ n_scenarios: planned }: Config, { alpha }: NightAsked): string[] {
	const fewest = fewestScenarios(alpha);
	if (planned === 0 || planned >= fewest) return [];
	return [
		`n_scenarios: must be at least ${fewest}, but is ${planned}: at nightly.alpha ${alpha} no row could be called worse with fewer, whatever its scores`,
	];
}

function faultsOf({ issues }: z.ZodError, nightly: unknown): string[] {
	if (nightly === undefined) return ['nightly: must be an object with baseline_experiment, but is missing'];
	return issues.flatMap((issue) => {
		const key = issue.path.map(String).join('.');
		if (issue.code === 'unrecognized_keys') return issue.keys.map(unknownKey);
		if (key === '') return [`nightly: must be an object, but is ${shownValue('nightly', nightly)}`];
		const value = (given(nightly) as Record<string, unknown> | null)?.[key];
		const wanted = wantedBy(issue);
		return [
			`nightly.${key}: ${wanted === null ? issue.message : `must be ${wanted}`}, but is ${shownValue(key, value)}`,
		];
	});
}

function unknownKey(key: string): string {
	const nearest = nearestName(key, nightKeys);
	const hint = nearest === undefined ? `known are ${nightKeys.join(', ')}` : `did you mean ${nearest}?`;
	return `nightly.${key.slice(0, 80)}: unknown key; ${hint}`;
}
