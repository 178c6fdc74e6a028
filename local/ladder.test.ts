import { MachineError } from '../machine/errors';
import { climb, type Rung } from './ladder';
import type { LocatedPart } from './part';

const part: LocatedPart = { command: '/usr/bin/part', args: [], version: '1.0.0', origin: 'path' };

function rung(title: string, outcome: LocatedPart | undefined | Error, tried: string[]): Rung {
	return {
		title,
		attempt: async () => {
			tried.push(title);
			if (outcome instanceof Error) throw outcome;
			return outcome;
		},
	};
}

test('takes the first rung that has the part and leaves the later ones alone', async () => {
	const tried: string[] = [];
	const rungs = [rung('PATH', undefined, tried), rung('cache', part, tried), rung('download', part, tried)];
	const { located } = await climb('Part', rungs, () => {});
	expect(located).toBe(part);
	expect(tried).toEqual(['PATH', 'cache']);
});

test('says in one line why a rung was left, and keeps the reasons', async () => {
	const said: string[] = [];
	const rungs = [rung('download', new Error('no such host'), []), rung('recipe', part, [])];
	const { located, failures } = await climb('Part', rungs, (line) => said.push(line));
	expect(located).toBe(part);
	expect(said).toEqual(['Part: download did not work: no such host']);
	expect(failures).toEqual(['download: no such host']);
});

test('does not go on to another rung after an interruption', async () => {
	const tried: string[] = [];
	const interruption = new MachineError('Interrupted', 'enough');
	const rungs = [rung('download', interruption, tried), rung('recipe', part, tried)];
	await expect(climb('Part', rungs, () => {})).rejects.toBe(interruption);
	expect(tried).toEqual(['download']);
});

test('starts no rung for a caller who has given up', async () => {
	const tried: string[] = [];
	const climbing = climb('Part', [rung('PATH', part, tried)], () => {}, AbortSignal.abort());
	await expect(climbing).rejects.toMatchObject({ code: 'Interrupted' });
	expect(tried).toEqual([]);
});
