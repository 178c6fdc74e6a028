import { readKey } from '../../domain/bench/config';
import { ServerError } from '../../http/errors';
import type { Places } from '../../places/places';
import { refuseStrangeAddresses } from './addresses';

/**
 * Refuses a config that would send the server or its workers to an address of somebody's choice, or have a worker write
 * into a folder of somebody's choice.
 * @throws ServerError AddressRefused, RequestInvalid
 */
export function refuseStrangePlaces(config: unknown, places: Pick<Places, 'env' | 'addresses'>): void {
	refuseStrangeAddresses(config, places);
	if (readKey(config, 'export_dir') === undefined) return;
	const message = 'cannot be chosen over HTTP: it is a folder of the machine that the worker runs on';
	throw new ServerError('RequestInvalid', `export_dir: ${message}`, { faults: [{ key: 'export_dir', message }] });
}
