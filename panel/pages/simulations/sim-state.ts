import { countOf } from '../../../domain/wording';
import { timeAbout } from '../../../report/time-about';
import type { SimAnswer } from '../../api/answers';
import { endText } from '../bench/state-words';

type Status = NonNullable<SimAnswer['status']>;

const phaseWords: Readonly<Record<Status['phase'], string>> = {
	planning: 'Planning',
	simulating: 'Simulating',
	recording: 'Recording',
	deciding: 'Deciding',
	promoting: 'Promoting',
	done: 'Done',
	failed: 'Failed',
};

/** What a simulation does, in one word or two. */
export function simHead({ state, status }: Pick<SimAnswer, 'state' | 'status'>): string {
	if (state !== 'RUNNING') return state === 'COMPLETED' ? 'Done' : capital(endText(state));
	if (status === null) return 'No answer';
	if (status.troubles.length > 0) return 'Standing still';
	return status.paused ? 'Paused' : phaseWords[status.phase];
}

/** The same in a sentence. */
export function simStand({ state, status, failure }: Pick<SimAnswer, 'state' | 'status' | 'failure'>): string {
	if (failure !== null) return failure;
	if (status === null)
		return state === 'RUNNING'
			? 'It runs, but no worker answers for it: start one with ./tip-bench worker (or up).'
			: 'No worker answers for what it has said; what it has recorded is below.';
	const { episodes, pairs, seconds_left: left } = status;
	const done = episodes.done + episodes.reused;
	const parts = [
		`${done} of ${countOf(episodes.total, 'episode')}${episodes.reused > 0 ? ` (${episodes.reused} from before)` : ''}`,
		`${pairs.recorded + pairs.reused} of ${countOf(pairs.total, 'run')} recorded`,
		...(left === null || state !== 'RUNNING' ? [] : [`${timeAbout(left)} left`]),
	];
	return episodes.total === 0 ? '' : `${parts.join(', ')}.`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
