import { type Persona, withoutTastes } from './persona';
import { readShippedPersonas } from './test-support/shipped-personas';
import { endsOfStudies } from './test-support/simulated-studies';

// A small part of studies.long.test.ts: fewer and shorter studies, and so wider limits.
const studies = 10;
/** Were a false promotion to come in 5 of 100 studies, more of 10 than this would come in 1 of 10,000. */
const tooMany = 4;
const asked = { studies, seeds: 1 };
const setting = { steps: 100, tips: 8, profiles: 'by-kind' } as const;

let shipped: readonly Persona[];
beforeAll(async () => {
	shipped = await readShippedPersonas();
});

test('with tastes by kind, and told profiles by kind, egreedy-v2 is found to win', () => {
	expect(endsOfStudies(shipped, { ...asked, setting }).promote).toBeGreaterThanOrEqual(0.8 * studies);
});

test('told one profile for all tips it wins by chance alone', () => {
	const ends = endsOfStudies(shipped, { ...asked, setting: { ...setting, profiles: 'one-for-all' } });
	expect(ends.promote).toBeLessThanOrEqual(tooMany);
});

test('on null personas no policy wins but by chance', () => {
	const ends = endsOfStudies(shipped.map(withoutTastes), { ...asked, setting });
	expect(ends.promote).toBeLessThanOrEqual(tooMany);
});
