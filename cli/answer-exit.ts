import type { GateAnswer } from '../domain/ranking/statistics/gate-answer';

/** What a command ends with whose result is a gate's answer. */
export const exitOfAnswer: Readonly<Record<GateAnswer, number>> = {
	...{ promote: 0, reject: 10 },
	'not enough evidence': 20,
};
