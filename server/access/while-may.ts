/**
 * A stream that lasts no longer than whoever asked may: at the first part of it after a sign-out, or after another token, it
 * ends. Event streams have a part every 15 seconds at least.
 */
export function whileMay(body: ReadableStream<Uint8Array>, stillMay: () => boolean): ReadableStream<Uint8Array> {
	return body.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			transform: (part, controller) => (stillMay() ? controller.enqueue(part) : controller.terminate()),
		}),
	);
}
