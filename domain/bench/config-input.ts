import { isBlankText } from '../../machine/blank-words';
import { maskedAddress } from '../../machine/masked-address';
import { parseMarkedJson } from '../marked-json';
import { isPlainObject } from '../plain-object';

/** A config as a person or a form gave it, in the shape that the schema reads. */
export interface ReadInput {
	/** An object where the input holds one; else what the input is. */
	readonly value: unknown;
	/** What was taken for something else than it says. */
	readonly notes: readonly string[];
}

/** JSON inside of a JSON text, twice over: a form's text field in a template. */
const mostNested = 3;

/**
 * Reads what old confs and forms make of a config: JSON as a text (with a byte-order mark, too), fields that were left
 * blank, which mean "not given", the request that held a conf, values with a pair of quotes of their own, and one value as a list of one.
 * @param isList whether a key takes several values
 */
export function readInput(input: unknown, isList: (key: string) => boolean): ReadInput {
	const notes: string[] = [];
	const value = confOf(unwrapped(input), notes);
	if (!isPlainObject(value)) return { value, notes };
	const given = Object.entries(value).flatMap(([key, member]) => {
		const meant = withoutQuotes(isList(key) ? member : ofOne(member));
		const said = `${key.slice(0, 80)}: ${shownValue(key, member)} was taken`;
		if (isBlank(meant)) notes.push(`${said} as not given`);
		else if (JSON.stringify(meant) !== JSON.stringify(member)) notes.push(`${said} as ${shownValue(key, meant)}`);
		return isBlank(meant) ? [] : [[key, meant]];
	});
	return { value: Object.fromEntries(given), notes };
}

/** The one value of a list of one. */
function ofOne(value: unknown): unknown {
	return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/** A pair of quotes around a text, as shells and templates leave it there; quotes inside of it are no pair. */
function withoutQuotes(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutQuotes);
	if (isPlainObject(value))
		return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutQuotes(each)]));
	return typeof value === 'string' ? value.replace(quotePair, '$1$2$3$4$5') : value;
}

const quotePair =
	/^\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|\u201c([^\u201c\u201d]*)\u201d|\u2018([^\u2018\u2019]*)\u2019)\s*$/s;

/** Whether a value says that nothing is given. */
export function isBlank(value: unknown): boolean {
	return value === null || (typeof value === 'string' && isBlankText(value));
}

/**
 * The parts of a list that is written as one text: `a,b`, `a;b`, a line each, `["a", "b"]`, or as Python prints it,
 * `['a', 'b']`. Anything but a text is given back as it is.
 */
export function readList(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const text = value.trim();
	const parsed = parseJson(text);
	if (Array.isArray(parsed)) return parsed;
	const inner = /^[[(](.*)[\])]$/s.exec(text)?.[1] ?? text;
	return inner.split(/[,;\n]/).map((part) => part.trim().replace(/^(["'])(.*)\1$/s, '$2'));
}

/** An object that is written as a text; anything else is given back as it is. */
export function readObject(value: unknown): unknown {
	const parsed = typeof value === 'string' ? parseJson(value) : undefined;
	return isPlainObject(parsed) ? parsed : value;
}

function unwrapped(input: unknown): unknown {
	let value = input ?? {};
	for (let depth = 0; depth < mostNested && typeof value === 'string'; depth += 1) {
		const parsed = parseJson(value);
		if (!isPlainObject(parsed) && typeof parsed !== 'string') break;
		value = parsed;
	}
	return value;
}

/** What stands beside the conf where a run of the former DAG was triggered over HTTP. */
const besideConf = [
	...['dag_run', 'dag_id', 'dag_run_id', 'run_id', 'logical_date', 'execution_date', 'run_after', 'note'],
	...['data_interval_start', 'data_interval_end', 'replace_microseconds'],
];

/** The conf inside of the request that triggered a run of the former DAG: `{"conf": {…}}`. */
function confOf(value: unknown, notes: string[]): unknown {
	let conf = value;
	for (const name of ['dag_run', 'conf']) {
		if (!isPlainObject(conf) || !Object.hasOwn(conf, name)) continue;
		const others = Object.keys(conf).filter((key) => key !== name);
		const inner = unwrapped(conf[name]);
		if (!isPlainObject(inner) || !others.every((key) => besideConf.includes(key))) return value;
		notes.push(`${name}: was taken as the input${others.length > 0 ? `, without ${others.join(', ')} beside it` : ''}`);
		conf = inner;
	}
	return conf;
}

function parseJson(text: string): unknown {
	try {
		return parseMarkedJson(text);
	} catch {
		return undefined;
	}
}

/** A key's value in a message: as JSON, shortened, and of an address without what may be a password, however deep it stands. */
export function shownValue(key: string, value: unknown): string {
	const text = JSON.stringify(/_url$|^gpus$/.test(key) ? withoutSecrets(value) : value) ?? 'missing';
	return text.length > 80 ? `${text.slice(0, 80).toWellFormed()}…` : text;
}

function withoutSecrets(value: unknown): unknown {
	if (typeof value === 'string') return maskedAddress(value);
	if (Array.isArray(value)) return value.map(withoutSecrets);
	if (!isPlainObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutSecrets(member)]));
}
