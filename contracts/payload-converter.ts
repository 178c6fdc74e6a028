import { DefaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

/** What stands for a payload that nobody can read. */
export interface UnreadablePayload {
	readonly unreadable_payload: string;
}

class ForgivingPayloadConverter implements PayloadConverter {
	private readonly usual = new DefaultPayloadConverter();

	toPayload<T>(value: T): Payload {
		return this.usual.toPayload(value);
	}

	// A throw here would fail the workflow task again and again, for ever: a signal in an encoding that nobody
	// knows would stop a bench for good.
	fromPayload<T>(payload: Payload): T {
		try {
			return this.usual.fromPayload<T>(payload);
		} catch (error) {
			return { unreadable_payload: String(error) } as T;
		}
	}
}

/** Temporal loads it by this name, in workers, in the workflow sandbox and in clients. */
export const payloadConverter: PayloadConverter = new ForgivingPayloadConverter();
