import { type Persona, withoutTastes } from '../domain/simulation/persona';
import { projectRoot } from '../machine/folders';
import { createCatalog } from './catalog';
import { createTemporaryCatalog, failureOf, type TemporaryCatalog } from './test-support/temporary-catalog';

let temporary: TemporaryCatalog;
beforeEach(async () => {
	temporary = await createTemporaryCatalog();
});
afterEach(() => temporary.remove());

const put = (text: string, name = 'mine.yaml') => temporary.put(`personas/${name}`, text);
const short = 'description: Me\nhours: { 8: 1 }\ntastes:\n  focus: { reward: 0.5 }\n';

async function shipped(): Promise<Persona[]> {
	const catalog = createCatalog(projectRoot());
	return Promise.all((await catalog.personaNames()).map((name) => catalog.persona(name)));
}

test('at least twelve personas are shipped, all different, one of them without tastes', async () => {
	const personas = await shipped();
	expect(personas.length).toBeGreaterThanOrEqual(12);
	expect(new Set(personas.map(({ hash }) => hash)).size).toBe(personas.length);
	const isNull = (persona: Persona) => JSON.stringify(withoutTastes(persona).tastes) === JSON.stringify(persona.tastes);
	expect(personas.filter(isNull).map(({ name }) => name)).toEqual(['indifferent']);
});

test('a file makes a persona, with defaults for what it leaves out', async () => {
	expect(await temporary.catalog.personaNames()).toEqual([]);
	await put(short);
	expect(await temporary.catalog.personaNames()).toEqual(['mine']);
	expect(await temporary.catalog.persona('mine')).toMatchObject({
		...{ name: 'mine', answers: 'whole', tasks: { overdue: 0.2, mean_age_days: 14 }, begin: {} },
		tastes: { focus: { reward: 0.5, share: 1, hour_weight: 0, priority_weight: 0 } },
	});
	expect(await failureOf(temporary.catalog.persona('me'))).toMatchObject({ code: 'UnknownName' });
});

test.each([
	['', /description: is missing.*\n.*hours: is missing.*\n.*tastes: is missing/],
	[short.replace('8: 1', '24: 1'), /line 2: hours\.24: .*hour of the day, 0 to 23/],
	[short.replace('{ 8: 1 }', '{}'), /line 2: hours: must name one hour/],
	[short.replace('8: 1', '8: 0'), /line 2: hours\.8: must be above 0, but is 0/],
	[short.replace('0.5', '1.5'), /line 4: tastes\.focus\.reward: must be at most 1, but is 1\.5/],
	[short.replace('0.5', '.nan'), /line 4: tastes\.focus\.reward: must be a number/],
	[
		short.replace('reward', 'rewards'),
		/tastes\.focus\.reward: is missing.*\n.*rewards: unknown key; did you mean reward\?/,
	],
	[
		`${short}answers: graduated\n`,
		/line 5: answers: must be whole or graded, but is "graduated"; did you mean graded\?/,
	],
	[
		`${short}begin:\n  fokus: { completion_rate: 0.5, mean_dwell_seconds: 9, tips: 3 }\n`,
		/line 6: begin\.fokus: no taste has this kind; there are focus/,
	],
	[
		`${short}begin:\n  focus: { completion_rate: 0.6, dismiss_rate: 0.6, mean_dwell_seconds: 9, tips: 3 }\n`,
		/line 6: begin\.focus\.dismiss_rate: a tip is not both completed and dismissed/,
	],
])('%j is a fault with its line and key', async (text, message) => {
	await put(text);
	expect(await failureOf(temporary.catalog.persona('mine'))).toMatchObject({
		code: 'DataFileInvalid',
		message: expect.stringMatching(message),
	});
});

test('a file that is nearly named so is not passed over', async () => {
	await put(short, 'mine.yml');
	expect((await failureOf(temporary.catalog.personaNames())).message).toBe(
		'personas/mine.yml: must be named mine.yaml',
	);
});

test.each(['a,b', 'a;b', '[a]', '"a"', ' a', 'null', 'none', 'a\u0007b', 'x'.repeat(101)])(
	'a name %j that no list can hold is refused where the folder is read',
	async (name) => {
		await put(short, `${name}.yaml`);
		await put(short);
		const failure = await failureOf(temporary.catalog.personaNames());
		expect(failure).toMatchObject({
			code: 'DataFileInvalid',
			message: expect.stringContaining('no persona can be asked for'),
		});
		expect(failure.message).toContain(JSON.stringify(`personas/${name}.yaml`));
	},
);

test('names of two words, of capitals and of other scripts are taken', async () => {
	for (const name of ['Big Name', 'EAGER', 'Ünï-日本語', '12']) await put(short, `${name}.yaml`);
	expect(await temporary.catalog.personaNames()).toHaveLength(4);
});

test('an ending in capitals is not passed over, and of two files of one name both are named', async () => {
	await put(short, 'mine.YAML');
	const message = async () => (await failureOf(temporary.catalog.personaNames())).message;
	expect(await message()).toBe('personas/mine.YAML: must be named mine.yaml');
	await put(short);
	expect(await message()).toBe('personas/mine.YAML: mine.yaml is there too: take one of the two away');
});
