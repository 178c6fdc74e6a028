import { isUtf8 } from 'node:buffer';
import { TipBenchError } from '../domain/errors';
import type { Mends } from '../domain/judging/lenient-json/mends';
import { createPlaceCounter, placeWords } from '../domain/judging/lenient-json/place';

/**
 * A file's bytes as text, piece by piece, in whatever encoding an editor saved them: UTF-8, UTF-16 with or without its
 * mark, and else Windows-1252, of which Latin-1 is a part.
 * @throws TipBenchError JudgeFileInvalid for what is no text, such as a workbook, for UTF-32, and where some letters are UTF-8 and others are not
 */
export async function* decodeText(bytes: AsyncIterable<Buffer>, mends: Mends): AsyncGenerator<string> {
	let decode: Decode | null = null;
	let first = Buffer.alloc(0);
	for await (const piece of bytes) {
		if (decode !== null) {
			yield decode(piece, false);
			continue;
		}
		first = Buffer.concat([first, piece]);
		// Fewer tell nothing of an encoding.
		if (first.length < 4) continue;
		decode = decoderFor(first, mends);
		yield decode(first, false);
	}
	yield decode === null ? decoderFor(first, mends)(first, true) : decode(Buffer.alloc(0), true);
}

/** Takes the next piece, whose end may be in the middle of a letter where it is not the last. */
type Decode = (piece: Buffer, isLast: boolean) => string;

/** How files begin that programs save instead of a text, and what they are. */
const noTexts: readonly (readonly [begin: string, what: string])[] = [
	['PK\x03\x04', 'a workbook (.xlsx, .ods, .numbers) or another packed file; save the table as CSV'],
	['\xd0\xcf\x11\xe0', 'a workbook of an old Excel (.xls); save the table as CSV'],
	['\x1f\x8b', 'packed by gzip; unpack it'],
	['%PDF', 'a PDF; save it as the JSON or CSV that it was exported as'],
	['{\\rt', 'of a word processor (RTF); save it as plain text'],
];

function decoderFor(first: Buffer, mends: Mends): Decode {
	const noText = noTexts.find(([begin]) => first.toString('latin1', 0, begin.length) === begin);
	if (noText !== undefined) throw new TipBenchError('JudgeFileInvalid', `- the file is no text, but ${noText[1]}`);
	const zeros = [...first.subarray(0, 4)].map((byte) => (byte === 0 ? '0' : 'x')).join('');
	const mark = first.subarray(0, 2).toString('hex');
	if (['000x', 'x000', '00xx'].includes(zeros) || (mark === 'fffe' && zeros === 'xx00')) {
		throw new TipBenchError('JudgeFileInvalid', '- the file is in UTF-32; save it as UTF-8');
	}
	if (mark === 'fffe' || zeros === 'x0x0') return utf16('utf-16le', mends);
	if (mark === 'feff' || zeros === '0x0x') return utf16('utf-16be', mends);
	return utf8(mends);
}

function utf16(label: 'utf-16le' | 'utf-16be', mends: Mends): Decode {
	mends.add(`read as ${label.toUpperCase()}`, 'the whole file');
	const decoder = new TextDecoder(label);
	return (piece, isLast) => decoder.decode(piece, { stream: !isLast });
}

/** Also for a whole text: without it Node 20 takes Windows-1252 for Latin-1, which has other quotes. */
const stream = { stream: true } as const;

/** Up to the first byte that is no UTF-8 both encodings read the same, where there were none but ASCII letters. */
function utf8(mends: Mends): Decode {
	const counter = createPlaceCounter();
	let rest = Buffer.alloc(0);
	let onlyAscii = true;
	let latin: InstanceType<typeof TextDecoder> | null = null;
	return (piece, isLast) => {
		if (latin !== null) return latin.decode(piece, stream);
		const bytes = Buffer.concat([rest, piece]);
		const whole = bytes.subarray(0, bytes.length - (isLast ? 0 : unfinishedBytes(bytes)));
		rest = bytes.subarray(whole.length);
		const text = whole.toString('utf8');
		if (isUtf8(whole)) {
			onlyAscii &&= text.length === whole.length;
			counter.pass(text);
			return text;
		}
		const before = text.slice(0, text.indexOf('\ufffd'));
		counter.pass(before);
		if (!onlyAscii || Buffer.byteLength(before) > before.length) {
			// A letter that was cut off: whoever reads the text sees that it is not whole.
			if (isLast && whole.length < 4) return text;
			throw mixed(placeWords(counter.place()));
		}
		mends.add('read as Windows-1252 (Latin-1), since it is no UTF-8', counter.place());
		latin = new TextDecoder('windows-1252');
		return latin.decode(bytes, stream);
	};
}

function mixed(place: string): TipBenchError {
	return new TipBenchError(
		'JudgeFileInvalid',
		`- ${place}: a letter here is not in UTF-8, though others are; save the file as UTF-8, and see that its letters are right`,
	);
}

/** How many bytes at the end begin a letter of UTF-8 that goes on in the next piece. */
function unfinishedBytes(bytes: Buffer): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
		const byte = bytes[bytes.length - back] ?? 0;
		if (byte < 0x80) return 0;
		if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
	}
	return 0;
}
