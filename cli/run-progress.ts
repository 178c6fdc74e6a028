import { countOf } from '../domain/wording';
import type { ScanWatch } from '../mlflow/search';
import { endInPlace, sayInPlace } from './output';

/** Most experiments are read before anybody wonders. */
const quietMs = 1_000;

/** Shows on a terminal how many runs were read or written, where that takes a while; of 100,000, minutes. */
export async function withRunProgress<T>(work: (watch: ScanWatch) => Promise<T>): Promise<T> {
	const began = Date.now();
	let runs = 0;
	const onProgress = (more: number) => {
		runs += more;
		if (Date.now() - began > quietMs) sayInPlace(`${countOf(runs, 'run')} …`);
	};
	try {
		return await work({ onProgress });
	} finally {
		if (Date.now() - began > quietMs) endInPlace();
	}
}
