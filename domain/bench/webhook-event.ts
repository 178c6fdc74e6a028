import { hashOf } from '../hash';
import { argument, quoted } from '../wording';

/** What of a bench, and of a night, is told to whoever listens. */
export const webhookTypes = ['pending', 'reminder', 'disagreement', 'judged', 'done', 'worse', 'unclear'] as const;

export type WebhookType = (typeof webhookTypes)[number];

/** Something that has happened to a bench, as a webhook tells it. */
export interface WebhookEvent {
	/** The same for one event however often it is sent. */
	readonly id: string;
	readonly type: WebhookType;
	/** When it happened: ISO 8601. */
	readonly timestamp: string;
	readonly experiment: string;
	/** The workflow id of the bench, or of the night. */
	readonly bench: string;
	/**
	 * Runs that wait for a score; of a disagreement, how many runs it is about; of a night, how many rows; `null` where nobody
	 * knows.
	 */
	readonly left: number | null;
	/** Of a night: why, in plain words. */
	readonly reasons?: readonly string[];
	/** What a person does next. */
	readonly command: string;
}

/** What has happened, and to which bench. */
export interface Happened {
	readonly type: WebhookType;
	/** Which one of its type, from 1: reminders come again and again. */
	readonly number: number;
	readonly left: number | null;
	readonly reasons?: readonly string[];
	readonly experiment: string;
	readonly bench: string;
	/** The first run of the bench's chain. */
	readonly run: string;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/** The event that tells of it. */
export function webhookEvent({ type, number, left, reasons, experiment, bench, run, at }: Happened): WebhookEvent {
	return {
		id: `msg_${hashOf([bench, run, type, number]).slice(0, 32)}`,
		...{ type, timestamp: new Date(at).toISOString(), experiment, bench, left },
		...(reasons && { reasons }),
		command: commandFor(type, left, experiment, bench),
	};
}

/** The body of its request: type, time and data, as Standard Webhooks has them. */
export function webhookBody({ id, type, timestamp, ...about }: WebhookEvent): string {
	return JSON.stringify({ type, timestamp, data: { id, ...about } });
}

function commandFor(type: WebhookType, left: number | null, experiment: string, bench: string): string {
	switch (type) {
		case 'pending':
		case 'reminder':
			// All is scored, and nobody has said so.
			if (left === 0) return `temporal workflow signal --workflow-id ${quoted(bench)} --name judged`;
			return `./tip-bench judge score ${argument(experiment)}`;
		case 'disagreement':
			return `./tip-bench judge disagreements ${argument(experiment)}`;
		case 'judged':
		case 'done':
			return `./tip-bench leaderboard ${argument(experiment)}`;
		case 'worse':
		case 'unclear':
			return `./tip-bench status ${argument(bench)}`;
	}
}
