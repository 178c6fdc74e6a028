import type { TinyModel } from './tiny-model';

const tips = JSON.stringify(['one', 'two', 'three', 'four', 'five'].map((each) => `A splendid tip, ${each}.`));

/**
 * A model that goes on with another person after its list, where nothing stops it: of the shipped prompts `v3-few-shot`
 * alone has a stop for that, so its answers alone are in the asked format.
 */
export const goesOnModel: TinyModel = {
	name: 'goes-on:latest',
	seed: 31,
	answers: [`${tips}\nPerson: somebody else`],
};
