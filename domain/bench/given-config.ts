import { maskedAddress } from '../../machine/masked-address';
import { type Config, configKeys, givenKeys, readKey } from './config';

/** What of a bench's input may be shown, and used again. */
export interface GivenConfig {
	/** The keys that were given, read as the bench reads them; what is not here had its default. */
	readonly config: Readonly<Partial<Config>>;
	/** Keys that were given and are not shown: none of ours, or of no value that can be read. At most a hundred. */
	readonly left_out: readonly string[];
}

/** How many keys that are left out are named, and how long a name may be. */
const [mostNamed, longestName] = [100, 80];

/**
 * The keys of an input that a bench takes. What it refuses is never shown: somebody may have put a password there.
 * @param hidden keys that are left out whatever they hold
 */
export function givenConfig(input: unknown, hidden: readonly (keyof Config)[] = []): GivenConfig {
	const given = givenKeys(input);
	const shown = configKeys.flatMap((key) => {
		const value = given.includes(key) && !hidden.includes(key) ? readKey(input, key) : undefined;
		return value === undefined || holdsSecret(key, value) ? [] : [[key, value] as const];
	});
	const config: Partial<Config> = Object.fromEntries(shown);
	const left = given.filter((key) => !Object.hasOwn(config, key));
	return { config, left_out: left.slice(0, mostNamed).map((key) => key.slice(0, longestName).toWellFormed()) };
}

/** Whether an address may carry a password or a token. */
function holdsSecret(key: string, value: unknown): boolean {
	if (!/_url$|^gpus$/.test(key)) return false;
	const addresses = typeof value === 'string' ? [value] : Object.values(value ?? {});
	return addresses.some((each) => maskedAddress(String(each)) !== each);
}
