import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
	createTemporaryCatalog,
	failureOf,
	noon,
	personas,
	slots,
	type TemporaryCatalog,
} from './test-support/temporary-catalog';

let temporary: TemporaryCatalog;
beforeEach(async () => {
	temporary = await createTemporaryCatalog();
});
afterEach(() => temporary.remove());

describe('scenarios', () => {
	test('those of the two lists, then added files in the order of their names', async () => {
		await temporary.put('scenarios/b10.jsonl', `${JSON.stringify({ ...noon, name: 'third' })}\r\n\r\n`);
		await temporary.put(
			'scenarios/b2.jsonl',
			`\uFEFF${JSON.stringify({ ...noon, name: 'z' })}\n${JSON.stringify({ ...noon, name: 'a' })}`,
		);
		expect((await temporary.catalog.scenarios()).map(({ name }) => name)).toEqual([
			'ann-dawn',
			'bob-dawn',
			'z',
			'a',
			'third',
		]);
		expect(await temporary.catalog.scenario('a')).toMatchObject({
			name: 'a',
			fields: { persona: 'Ann', time_slot: 'Noon', tasks: ['eat'] },
		});
	});

	test('only added ones, where the two lists are gone or empty', async () => {
		await temporary.put('scenarios/mine.jsonl', JSON.stringify(noon));
		await temporary.put('scenarios/personas.yaml', '# none\n');
		expect(await temporary.catalog.scenarios()).toHaveLength(1);
		await rm(join(temporary.root, 'scenarios/personas.yaml'));
		await rm(join(temporary.root, 'scenarios/time-slots.yaml'));
		expect(await temporary.catalog.scenarios()).toHaveLength(1);
		await rm(join(temporary.root, 'scenarios/mine.jsonl'));
		expect((await failureOf(temporary.catalog.scenarios())).message).toContain('no scenario');
	});

	test.each([
		[
			'a persona twice',
			'personas.yaml',
			`${personas}- name: ann\n  about: x\n  tasks: {}\n`,
			'line 9: ann stands twice',
		],
		['a slot twice', 'time-slots.yaml', `${slots}${slots}`, 'line 3: dawn stands twice'],
		[
			'a slot that is unknown',
			'personas.yaml',
			personas.replace('dawn: [sleep]', 'dusk: [sleep]'),
			'line 8: bob has tasks for dusk',
		],
		['a persona without a text', 'personas.yaml', personas.replace('about: Bob', 'abuot: Bob'), 'line 5: 1.about'],
		['a slot with no task', 'personas.yaml', personas.replace('[sleep]', '[]'), 'line 8: 1.tasks.dawn'],
		['a line of no JSON', 'mine.jsonl', `${JSON.stringify(noon)}\n\n{"name": `, 'line 3: is not a JSON object'],
		['a line of another thing', 'mine.jsonl', '[1]', 'line 1'],
		['a line with an empty field', 'mine.jsonl', JSON.stringify({ ...noon, tasks: [] }), 'line 1: tasks'],
		['a line with a field of another kind', 'mine.jsonl', JSON.stringify({ ...noon, mood: { x: 1 } }), 'line 1: mood'],
		['a line of a name alone', 'mine.jsonl', '{"name": "x"}', 'line 1: has no field'],
		[
			'an added name twice',
			'mine.jsonl',
			`${JSON.stringify(noon)}\n${JSON.stringify(noon)}`,
			'line 2: ann-noon is named already in scenarios/mine.jsonl, line 1',
		],
		[
			'the name of a shipped one',
			'mine.jsonl',
			JSON.stringify({ ...noon, name: 'bob-dawn' }),
			'already in scenarios/personas.yaml',
		],
	])('%s is told with file and line', async (_name, file, text, words) => {
		await temporary.put(`scenarios/${file}`, text);
		const failure = await failureOf(temporary.catalog.scenarios());
		expect(failure.code).toBe('DataFileInvalid');
		expect(failure.message).toContain(`scenarios/${file}`);
		expect(failure.message).toContain(words);
	});

	test('a YAML file that unfolds to a billion is refused, and __proto__ changes nothing', async () => {
		const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
		for (let at = 1; at < 9; at += 1) bomb.push(`b${at}: &b${at} [${Array(9).fill(at === 1 ? '*a' : `*b${at - 1}`)}]`);
		await temporary.put('scenarios/time-slots.yaml', bomb.join('\n'));
		expect((await failureOf(temporary.catalog.scenarios())).code).toBe('DataFileInvalid');
		await temporary.put('scenarios/time-slots.yaml', '- { name: dawn, about: x, __proto__: { polluted: 1 } }\n');
		await temporary.catalog.scenarios().catch(() => undefined);
		expect('polluted' in {}).toBe(false);
	});
});
