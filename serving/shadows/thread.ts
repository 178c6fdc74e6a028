import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../../machine/coded-error';
import { giveWay } from '../../machine/give-way';
import { openStoreAt } from '../store/open-store';
import { askShadow, type ShadowAnswer, type ShadowQuestion } from './ask-shadow';

// The thread in which shadows are asked: what it is told comes from `shadow-thread.ts`.

// Behind those that answer.
giveWay(19);
const store = openStoreAt((workerData as { readonly path: string }).path, { checkpoints: false });

parentPort?.on('message', (questions: readonly ShadowQuestion[]) => {
	const answers = questions.flatMap((question) =>
		question.shadows.map((shadow): ShadowAnswer => {
			const of = { decision: question.decision, shadow };
			try {
				return { ...of, choice: askShadow(store, shadow, question) };
			} catch (error) {
				return { ...of, failed: (error as { code?: string }).code ?? messageOf(error) };
			}
		}),
	);
	parentPort?.postMessage(answers);
});
