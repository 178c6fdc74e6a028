import type { Contestant } from '../contestants/contestant';
import { loop } from '../contestants/loops';
import type { EnterJudge } from './judge-request';

/** A bare loop over the very same requests: nothing is read, checked or recorded. */
export const enterBareJudge: EnterJudge<Contestant> = async (stage, requests) =>
	loop(stage, {
		name: 'bare',
		title: 'bare loop over the same requests',
		remarks: ['reads no run, checks no answer, records nothing'],
		path: '/api/chat',
		requests,
	});
