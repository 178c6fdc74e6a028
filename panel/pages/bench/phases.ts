import type { Status } from '../../../domain/bench/status';

type Phase = Status['phase'];

/** In the order in which a bench goes through them. */
const phases: readonly Phase[] = [
	'planning',
	'collecting',
	'judging',
	'exporting',
	'awaiting-judge',
	'comparing',
	'gating',
	'done',
];

/** Whether a bench is at what comes before, or with, its cells. */
export function cellsCome(phase: Phase | undefined): boolean {
	return phase === 'planning' || phase === 'collecting';
}

export const phaseWords: Readonly<Record<Phase, string>> = {
	planning: 'planning',
	collecting: 'collecting',
	judging: 'auto judge',
	exporting: 'exporting',
	'awaiting-judge': 'waits for its judge',
	comparing: 'comparing',
	gating: 'gate',
	done: 'done',
};

/** How a phase stands to the one that the bench is in. */
export type PhaseStand = 'past' | 'now' | 'ended here' | 'to come';

/** The line of phases of a bench: those that it has no need of are left out of it once they are passed. */
export function phaseLine(
	status: Status,
	isRunning: boolean,
): readonly { readonly phase: Phase; readonly stand: PhaseStand }[] {
	const at = phases.indexOf(status.phase);
	const standAt = (place: number): PhaseStand => {
		if (place < at || status.phase === 'done') return 'past';
		if (place > at) return 'to come';
		return isRunning ? 'now' : 'ended here';
	};
	return phases.flatMap((phase, place) => {
		if (phase === 'judging' && place !== at && status.auto_judge === null) return [];
		if (phase === 'gating' && place !== at && status.gate === null) return [];
		return [{ phase, stand: standAt(place) }];
	});
}
