import { parseConfig } from '../../bench/config';
import { boundOf, gateKeySchema, gateKeys, gateSchema } from './gate-config';
import { rowText } from './row-text';

const faultsOf = (asked: unknown) => {
	const parsed = gateSchema.safeParse(asked);
	return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
const baseline = 'gemma3:1b,v1';

test('a row is read from its last comma', () => {
	const read = (text: string) => gateSchema.parse({ baseline: text }).baseline;
	expect(read('hf.co/a,b:q4,v2-mentor')).toEqual({ model: 'hf.co/a,b:q4', prompt: 'v2-mentor' });
	expect(read(' gemma3:1b , v1 ')).toEqual({ model: 'gemma3:1b', prompt: 'v1' });
	expect(gateSchema.parse({ baseline: { model: 'm', prompt: 'p' } }).baseline).toEqual({ model: 'm', prompt: 'p' });
	expect(read('gemma3:1b × v1')).toEqual({ model: 'gemma3:1b', prompt: 'v1' });
	expect(rowText(read(baseline))).toBe(baseline);
	for (const wrong of ['gemma3:1b', ',v1', 'm,', '', 3, null, {}, { model: 'm' }])
		expect(faultsOf({ baseline: wrong })).not.toEqual([]);
});

test('reads numbers and yes or no as texts, as flags and old confs give them', () => {
	const asked = gateSchema.parse({ baseline, not_worse_by: '0.5', and: ' Faster ', alpha: '0.1', require_both: 'yes' });
	expect(asked).toMatchObject({ not_worse_by: 0.5, and: 'faster', alpha: 0.1, require_both: true });
	expect([boundOf(asked), boundOf({}), boundOf({ better_by: 1 })]).toEqual([-0.5, 0, 1]);
	expect(Object.is(boundOf({ not_worse_by: 0 }), 0)).toBe(true);
});

test.each([
	[{ baseline, better_by: 1, not_worse_by: 1, and: 'faster' }, 'not_worse_by: must not stand beside better_by'],
	[{ baseline, not_worse_by: 1 }, 'not_worse_by: needs `and`'],
	[{ baseline, and: 'smaller' }, 'and: needs not_worse_by'],
	[{ baseline, candidate: baseline }, 'candidate: must be another row'],
	[{ baseline, alpha: 0 }, 'alpha:'],
	[{ baseline, alpha: 5 }, 'alpha:'],
	[{ baseline, better_by: -1 }, 'better_by:'],
	[{ baseline, least_format_ok: 90 }, 'least_format_ok:'],
	[{ baseline, worst_scenario: 'little' }, 'worst_scenario:'],
	[{}, 'baseline: must be MODEL,PROMPT'],
	[{ baseline: 'gemma3:1b' }, 'baseline: must be MODEL,PROMPT'],
	[{ baseline, candidate: 'm,' }, 'candidate: must be MODEL,PROMPT'],
	[{ baseline, beter_by: 1 }, 'Unrecognized key'],
])('refuses %j', (asked, fault) => {
	expect(faultsOf(asked).join('\n')).toContain(fault);
});

test('the same row of another experiment may be the baseline', () => {
	expect(faultsOf({ baseline, candidate: baseline, baseline_experiment: 'last-week' })).toEqual([]);
});

test('what a form has left blank is not given', () => {
	expect(gateSchema.parse({ baseline, candidate: '', better_by: null, and: ' ' })).toEqual({
		...{ baseline: { model: 'gemma3:1b', prompt: 'v1' }, alpha: 0.05, require_both: false },
	});
});

test('as a key of a config, an object or its JSON; a fault says where it stands', () => {
	const gate = { baseline, better_by: '0.5' };
	for (const given of [gate, JSON.stringify(gate), JSON.stringify({ gate })]) {
		const input = typeof given === 'string' && given.includes('"gate"') ? given : { gate: given };
		expect(parseConfig(input)).toMatchObject({ config: { gate: { better_by: 0.5, baseline: { prompt: 'v1' } } } });
	}
	const config = parseConfig({});
	expect('config' in config && 'gate' in config.config).toBe(false);
	for (const blank of [null, '', 'none']) expect(parseConfig({ gate: blank })).toHaveProperty('config');
	expect(parseConfig({ gate: { baseline: 'm', beter_by: 1 } })).toEqual({
		faults: [
			'gate.baseline: must be MODEL,PROMPT, such as gemma3:1b,v1, but is "m"',
			'gate.beter_by: unknown key; did you mean better_by?',
		],
	});
	expect(parseConfig({ gate: { baseline, not_worse_by: 1 } })).toEqual({
		faults: ['gate.not_worse_by: needs `and`: faster or smaller'],
	});
	expect(parseConfig({ gate: baseline })).toMatchObject({
		faults: [expect.stringContaining('gate: must be an object')],
	});
});

test('every key says what it means', () => {
	for (const key of gateKeys) expect(gateKeySchema(key).description).toMatch(/\w/);
});
