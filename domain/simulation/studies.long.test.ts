import type { EpisodeSetting } from './episode';
import { type Persona, personaOf, withoutTastes } from './persona';
import { readShippedPersonas } from './test-support/shipped-personas';
import { endsOfStudies } from './test-support/simulated-studies';

// The tables of docs/policies.md: what it prints is put there as it came out.
jest.setTimeout(3_600_000);

const studies = 200;
const asked = { studies, seeds: 5, bounds: [0, 0.01] };
const setting = (profiles: EpisodeSetting['profiles']) => ({ steps: 200, tips: 8, profiles }) as const;
/** Were a false promotion to come in 5 of 100 studies, more of 200 than this would come in 1 of 1,000. */
const tooMany = 20;

let shipped: readonly Persona[];
beforeAll(async () => {
	shipped = await readShippedPersonas();
});

/** @returns how many were promoted: at the bound 0, and at the usual one */
function told(name: string, personas: readonly Persona[], profiles: EpisodeSetting['profiles']) {
	const ends = endsOfStudies(personas, { ...asked, setting: setting(profiles) });
	for (const { better_by, promote, reject, mean, ...rest } of ends)
		console.info(`| ${[name, better_by, promote, reject, rest['not enough evidence'], mean.toFixed(4)].join(' | ')} |`);
	return ends.map(({ promote }) => promote) as [number, number];
}

const asNewUser = ({ name, hash: _hash, ...file }: Persona) => personaOf(name, { ...file, begin: {} });

test('the win of egreedy-v2 over egreedy-v1 is found, told profiles by kind', () => {
	for (const promoted of told('tastes, profiles by kind', shipped, 'by-kind'))
		expect(promoted).toBeGreaterThanOrEqual(0.8 * studies);
});

test('also of users of whom nothing is known at the beginning', () => {
	for (const promoted of told('the same as new users', shipped.map(asNewUser), 'by-kind'))
		expect(promoted).toBeGreaterThanOrEqual(0.8 * studies);
});

test('told one profile for all tips, it is promoted by chance alone', () => {
	const [atNothing, atUsual] = told('tastes, one profile for all', shipped, 'one-for-all');
	expect(atNothing).toBeLessThanOrEqual(tooMany);
	expect(atUsual).toBeLessThanOrEqual(0.05 * studies);
});

test.each(['by-kind', 'one-for-all'] as const)('on null personas too: %s', (profiles) => {
	const name = `null personas, ${profiles === 'by-kind' ? 'profiles by kind' : 'one profile for all'}`;
	const [atNothing, atUsual] = told(name, shipped.map(withoutTastes), profiles);
	expect(atNothing).toBeLessThanOrEqual(tooMany);
	expect(atUsual).toBeLessThanOrEqual(0.05 * studies);
});
