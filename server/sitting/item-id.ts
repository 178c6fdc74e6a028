import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { keyLength } from './item-key';

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const markLength = 16;

/** Ids are of one length, so that it tells nothing: MLflow's have 32 characters. */
const paddedLength = 40;

/** Makes the ids under which judges see runs. */
export interface ItemIds {
	/** The same for the same run of an experiment, whenever it is asked for. It says nothing to who has not the key. */
	seal(experimentId: string, runId: string): string;
	/** The run of an id; `null` where it is none of ours, or of another experiment. */
	open(experimentId: string, id: string): string | null;
}

/** @param key of {@link keyLength} bytes */
export function createItemIds(key: Buffer): ItemIds {
	const [sealing, choosing] = [key.subarray(0, keyLength / 2), key.subarray(keyLength / 2)];
	const about = (experimentId: string) => Buffer.from(`tip-bench item of ${experimentId}`);
	return {
		seal(experimentId, runId) {
			// Of what is sealed, so that no two texts are ever sealed with one.
			const iv = createHmac('sha256', choosing).update(`${experimentId}\n${runId}`).digest().subarray(0, ivLength);
			const cipher = createCipheriv(algorithm, sealing, iv).setAAD(about(experimentId));
			const sealed = Buffer.concat([cipher.update(runId.padEnd(paddedLength)), cipher.final()]);
			return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
		},
		open(experimentId, id) {
			const bytes = Buffer.from(id, 'base64url');
			if (bytes.length < ivLength + markLength || bytes.toString('base64url') !== id) return null;
			const decipher = createDecipheriv(algorithm, sealing, bytes.subarray(0, ivLength), { authTagLength: markLength })
				.setAAD(about(experimentId))
				.setAuthTag(bytes.subarray(ivLength, ivLength + markLength));
			try {
				const opened = Buffer.concat([decipher.update(bytes.subarray(ivLength + markLength)), decipher.final()]);
				return opened.toString().trimEnd();
			} catch {
				return null;
			}
		},
	};
}
