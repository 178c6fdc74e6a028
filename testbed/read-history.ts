import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** An event as `temporal workflow show --output json` prints it: the parts that tests look at. */
interface StoredEvent {
	readonly eventType: string;
	readonly workflowExecutionStartedEventAttributes?: { readonly workflowId: string };
	readonly workflowExecutionSignaledEventAttributes?: { readonly signalName: string };
	readonly markerRecordedEventAttributes?: { readonly markerName: string };
	readonly activityTaskScheduledEventAttributes?: { readonly activityType: { name: string } };
}

/** A history as the command stores it. */
export interface StoredHistory {
	readonly events: readonly StoredEvent[];
}

/** The events of a stored history. */
export function readHistory(path: string): StoredHistory {
	return JSON.parse(readFileSync(path, 'utf8')) as StoredHistory;
}

interface ProtoJson {
	fromJson(type: unknown, json: unknown, options: { ignoreUnknownFields: boolean }): unknown;
}

interface PatchedRoot {
	patchProtobufRoot(root: unknown): { lookupType(name: string): unknown };
}

/**
 * A stored history as the SDK has it in memory. The SDK reads the JSON itself, but fails ("type must be a Type") where
 * npm gives its packages a protobufjs each; so the copy that belongs to the message types reads it here.
 */
export function decodeHistory(history: StoredHistory): unknown {
	const ofCommon = createRequire(require.resolve('@temporalio/common'));
	const ofProto = createRequire(ofCommon.resolve('@temporalio/proto'));
	const { patchProtobufRoot } = ofCommon('@temporalio/proto/lib/patch-protobuf-root') as PatchedRoot;
	const { fromJson } = ofProto('protobufjs/ext/protojson') as ProtoJson;
	const type = patchProtobufRoot(ofCommon('@temporalio/proto')).lookupType('temporal.api.history.v1.History');
	return fromJson(type, history, { ignoreUnknownFields: true });
}
