import type { JudgeFile } from '../../domain/judging/judge-file';
import { type Random, seededRandom } from '../random';
import { objectBends } from './object-ways';
import { harmless, textBends, toolBends } from './ways';

/** A judge file as somebody gives it back. */
export interface BentFile {
	/** What was done to it, in words. */
	readonly how: string;
	readonly content: string | Buffer;
	/** Whether all that it said is still there, so that, where it is read at all, all of it has to be read. */
	readonly keepsAll: boolean;
}

/** The same judge file in each of its forms, as text. */
export interface Forms {
	readonly json: JudgeFile;
	readonly jsonl: string;
	readonly csv: string;
}

/**
 * Judge files that were bent in up to three ways, the same ones for the same seed.
 * @param formsOf the file number so and so, before it was bent
 */
export function* bentFiles(seed: number, count: number, formsOf: (at: number) => Forms): Generator<BentFile> {
	const random = seededRandom(seed);
	for (let at = 0; at < count; at += 1) yield bentFile(formsOf(at), random);
}

function bentFile(forms: Forms, random: Random): BentFile {
	const how: string[] = [];
	let text = whole(forms, random, how);
	const times = Math.floor(random.next() * 3);
	for (let time = 0; time < times; time += 1) text = String(bent(textBends, text, random, how));
	const content = random.next() < 0.4 || how.length < 2 ? bent(toolBends, text, random, how) : text;
	const keepsAll = how.length === 1 || (how.length === 2 && harmless.includes(how[1] ?? ''));
	return { how: how.join(', '), content, keepsAll };
}

function whole({ json, jsonl, csv }: Forms, random: Random, how: string[]): string {
	const form = random.next();
	if (form < 0.2 || form > 0.8) {
		how.push(form < 0.2 ? 'lines' : 'table');
		return form < 0.2 ? jsonl : csv;
	}
	const copy = structuredClone(json) as unknown as Parameters<(typeof objectBends)[string]>[0];
	how.push('object');
	if (random.next() < 0.4) return JSON.stringify(copy, null, 2);
	const names = Object.keys(objectBends);
	const name = names[Math.floor(random.next() * names.length)] ?? '';
	how.push(name);
	return JSON.stringify(objectBends[name]?.(copy, random), null, random.next() < 0.8 ? 2 : 0) ?? '';
}

function bent(bends: typeof textBends, text: string, random: Random, how: string[]): string | Buffer {
	const names = Object.keys(bends);
	const name = names[Math.floor(random.next() * names.length)] ?? '';
	how.push(name);
	return bends[name]?.(text, random) ?? text;
}
