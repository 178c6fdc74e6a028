import { setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import { judgeStatusQuery, pauseSignal, resumeSignal } from '../contracts/messages';
import { listenToLeases } from './gpu-messages';
import type { JudgeRun } from './judge-run';

/** Sets all handlers of an auto judge; none of them throws, whatever comes. @param show called when something has changed */
export function listenAsJudge(run: JudgeRun, show: () => void): void {
	const pause = (paused: boolean) => () => {
		run.progress.paused = paused;
		show();
	};
	setHandler(pauseSignal, pause(true));
	setHandler(resumeSignal, pause(false));
	setHandler(judgeStatusQuery, () => run.progress);
	listenToLeases((queue) => (queue === Object.keys(run.plan?.gpus ?? {})[0] ? run.request : undefined));
	// A name that nobody knows would otherwise stay buffered for ever.
	setDefaultSignalHandler(() => undefined);
}
