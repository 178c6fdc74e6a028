import { clipBytes } from '../domain/clip';
import { sha256Hex } from '../domain/hash';

/** A file name has room for so much of an experiment's: bytes, of 255 that file systems take. */
const longestName = 150;

/**
 * The name of a file about an experiment. What file systems do not take, or a shell would read otherwise, becomes `-`, and then
 * a part of a hash tells it from others that become the same.
 * @param ending such as `report.html`
 */
export function fileNameOf(experiment: string, ending: string): string {
	const safe = experiment
		.normalize('NFC')
		.replace(/[^\p{L}\p{N}._-]+/gu, '-')
		.replace(/^[.-]+|[.-]+$/g, '');
	const short = clipBytes(safe, longestName) || 'experiment';
	const name = short === experiment ? short : `${short}-${sha256Hex(experiment.toWellFormed()).slice(0, 6)}`;
	return `${name}.${ending}`;
}
