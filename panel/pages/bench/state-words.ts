import { countOf, verbOf } from '../../../domain/wording';
import type { BenchAnswer, Doing } from '../../api/answers';
import { phaseWords } from './phases';

export const doingWords: Readonly<Record<Doing, string>> = {
	working: 'Working',
	'waiting-for-gpu': 'Waiting for the GPU',
	pausing: 'Pausing',
	paused: 'Paused',
	'backing-off': 'Backing off',
	'standing-still': 'Standing still',
	'awaiting-judge': 'Waiting for its judge',
	unanswered: 'No answer',
	ended: 'Ended',
};

const parts: Readonly<Record<string, string>> = {
	MlflowUnavailable: 'MLflow',
	OllamaUnavailable: 'Ollama',
	JudgeUnavailable: 'the judge’s endpoint',
};

/** How a workflow stands, as Temporal lists it: `TIMED_OUT` in words. */
export function endText(state: string): string {
	return state.toLowerCase().replaceAll('_', ' ');
}

/** What others have done to a workflow. */
const ended: Readonly<Record<string, string>> = { TERMINATED: 'was terminated', CANCELLED: 'was cancelled' };

/** What a bench does, or what it waits for, in a sentence. */
export function standOf(bench: Pick<BenchAnswer, 'doing' | 'status' | 'state' | 'holders' | 'failure'>): string {
	const { doing, status, state, holders, failure } = bench;
	if (doing === 'ended') {
		if (state === 'COMPLETED') return 'It is done.';
		return `It ${ended[state] ?? endText(state)}${failure === null ? '' : `: ${failure}`}.`.replace('..', '.');
	}
	if (doing === 'unanswered' || status === null)
		return 'It runs, but no worker answers for it: start one with ./tip-bench worker (or up).';
	const [trouble] = status.troubles;
	switch (doing) {
		case 'backing-off': {
			const tries = trouble === undefined || trouble.tries === 0 ? '' : `, tried ${countOf(trouble.tries, 'time')}`;
			return `${capital(parts[trouble?.code ?? ''] ?? 'a server')} is away (${trouble?.what ?? 'work'}${tries}). It goes on by itself once that is back.`;
		}
		case 'standing-still':
			return `${capital(trouble?.what ?? 'its work')} does not go on.`;
		case 'paused':
			return 'Nothing is generated until it is resumed.';
		case 'pausing':
			return 'The cell that runs is finished, then the GPU is given back.';
		case 'awaiting-judge':
			return status.pending_judgments === null
				? 'Runs wait for a score.'
				: `${countOf(status.pending_judgments, 'run')} ${verbOf(status.pending_judgments, 'wait')} for a score.`;
		case 'waiting-for-gpu':
			return gpuWords(status.waiting_for, holders);
		case 'working':
			return status.models_at_work.length > 0
				? `${status.models_at_work.join(', ')} answers.`
				: `${capital(phaseWords[status.phase])}.`;
	}
}

function gpuWords(queues: readonly string[], holders: BenchAnswer['holders']): string {
	if (queues.length === 0) return 'Others hold it.';
	return queues
		.map((queue) =>
			holders[queue] === undefined ? `${queue} is about to be lent.` : `${holders[queue]} holds ${queue}.`,
		)
		.join(' ');
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
