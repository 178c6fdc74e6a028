import type { Mends } from '../domain/judging/lenient-json/mends';

/** A text in pieces whose lines all end with LF: also those that end with CR LF, or with CR alone. */
export async function* withLineFeeds(pieces: AsyncIterable<string>, mends: Mends): AsyncGenerator<string> {
	// The LF of a pair may come with the next piece.
	let held = '';
	for await (const piece of pieces) {
		const text = held + piece;
		held = text.endsWith('\r') ? '\r' : '';
		const whole = text.slice(0, text.length - held.length);
		if (/\r(?!\n)/.test(whole)) mends.add('lines that end with CR alone', 'the whole file');
		yield whole.replace(/\r\n?/g, '\n');
	}
	if (held !== '') yield '\n';
}
