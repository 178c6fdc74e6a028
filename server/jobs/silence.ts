import { TipBenchError } from '../../domain/errors';

/** A busy MLflow was seen to take 30 s for a page; nobody waits much longer for one that takes requests and answers none. */
const longestMs = 45_000;

/** Looks whether something comes. */
export interface Silence {
	/** Aborted, with the failure to tell, where nothing came for long. */
	readonly signal: AbortSignal;
	/** Something came. */
	heard(): void;
	end(): void;
}

/** @param url of the MLflow that is to answer @param mostMs milliseconds */
export function watchSilence(url: string, mostMs = longestMs): Silence {
	const late = new AbortController();
	const why = `MLflow at ${url} takes requests but has not answered one for ${mostMs / 1_000} s. See its log, and start it again.`;
	let last = performance.now();
	const timer = setInterval(() => {
		if (performance.now() - last > mostMs) late.abort(new TipBenchError('MlflowUnavailable', why));
	}, mostMs / 10).unref();
	return {
		signal: late.signal,
		heard: () => {
			last = performance.now();
		},
		end: () => clearInterval(timer),
	};
}
