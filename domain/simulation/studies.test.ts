import { readShippedPersonas } from '../../testbed/shipped-personas';
import { endsOfStudies } from '../../testbed/simulated-studies';
import type { EpisodeSetting } from './episode';
import { type Persona, withoutTastes } from './persona';

// A small part of `npm run studies`: fewer and shorter studies, and so wider limits.
const studies = 6;
/** Were a false promotion to come in 5 of 100 studies, more of 6 than this would come in 1 of 10,000. */
const tooMany = 3;
const asked = { studies, seeds: 1, bounds: [0] };

let shipped: readonly Persona[];
beforeAll(async () => {
	shipped = await readShippedPersonas();
});

function promotedOf(personas: readonly Persona[], profiles: EpisodeSetting['profiles']): number {
	const [end] = endsOfStudies(personas, { ...asked, setting: { steps: 100, tips: 8, profiles } });
	return end?.promote ?? Number.NaN;
}

test('with tastes by kind, and told profiles by kind, egreedy-v2 is found to win', () => {
	expect(promotedOf(shipped, 'by-kind')).toBeGreaterThanOrEqual(0.8 * studies);
});

test('told one profile for all tips it wins by chance alone', () => {
	expect(promotedOf(shipped, 'one-for-all')).toBeLessThanOrEqual(tooMany);
});

test('on null personas no policy wins but by chance', () => {
	expect(promotedOf(shipped.map(withoutTastes), 'by-kind')).toBeLessThanOrEqual(tooMany);
});
