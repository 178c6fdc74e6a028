import { tinyAnswers } from '../../testbed/stack';
import type { TinyModel } from '../../testbed/tiny-model';

/** What the benches use: one that answers at once, and two that talk until they are cut, so that much falls into their time. */
export const benchModels: readonly TinyModel[] = [
	{ name: 'tiny-quick:latest', seed: 1, answers: tinyAnswers },
	{ name: 'tiny-talker:latest', seed: 2 },
	{ name: 'tiny-rambler:latest', seed: 3 },
];

/** What judges: it reads the rubric and the candidates, byte by byte. */
export const judgeModel: TinyModel = { name: 'tiny-judge:latest', seed: 5, context: 8192 };

/** What a person uses by hand on the same Ollama: no bench knows it. */
export const handModel: TinyModel = { name: 'tiny-by-hand:latest', seed: 4 };

/** All that Ollama has. */
export const allModels: TinyModel[] = [...benchModels, judgeModel, handModel];
