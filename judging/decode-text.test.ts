import { createMends } from '../domain/judging/lenient-json/mends';
import { decodeText } from './decode-text';

async function decode(bytes: Buffer, size = 1_000_000) {
	async function* pieces() {
		for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
	}
	const mends = createMends();
	let text = '';
	for await (const piece of decodeText(pieces(), mends)) text += piece;
	return { text, mended: mends.lines() };
}

const text = '{"by": "Zoë", "note": "Grüße – 😀 \n"}';
const utf16be = (value: string) => Buffer.from(value, 'utf16le').swap16();
const latin = '{"by": "Zoë",\n "note": "Grüße"}';

describe.each([1, 2, 3, 5, 1_000_000])('in pieces of %i bytes', (size) => {
	test.each<[string, Buffer, string, RegExp | null]>([
		['UTF-8', Buffer.from(text), text, null],
		['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), `\ufeff${text}`, null],
		['UTF-16 of Windows', Buffer.from(`\ufeff${text}`, 'utf16le'), text, /read as UTF-16LE/],
		['UTF-16 of Windows without its mark', Buffer.from(text, 'utf16le'), text, /read as UTF-16LE/],
		['UTF-16 the other way round', utf16be(`\ufeff${text}`), text, /read as UTF-16BE/],
		['UTF-16 the other way round without its mark', utf16be(text), text, /read as UTF-16BE/],
		[
			'Latin-1',
			Buffer.from(latin, 'latin1'),
			latin,
			/Windows-1252 \(Latin-1\), since it is no UTF-8 \(line 1, column 11\)/,
		],
		['Windows-1252', Buffer.from([0x7b, 0x22, 0x93, 0x80, 0x94, 0x22, 0x7d]), '{"“€”"}', /Windows-1252/],
		['no more than a letter', Buffer.from('{'), '{', null],
		['nothing', Buffer.alloc(0), '', null],
	])('reads %s', async (_what, bytes, wanted, mended) => {
		const decoded = await decode(bytes, size);
		expect(decoded.text).toBe(wanted);
		expect(decoded.mended).toEqual(mended === null ? [] : [expect.stringMatching(mended)]);
	});

	test('a letter that is cut off at the end does not look whole', async () => {
		const bytes = Buffer.from('{"a": "é😀');
		expect((await decode(bytes.subarray(0, bytes.length - 2), size)).text).toMatch(/^\{"a": "é\ufffd+$/);
	});

	test('letters of two encodings are refused, with their place', async () => {
		const bytes = Buffer.concat([Buffer.from('{"a": "é",\n"b": "'), Buffer.from('ü"}', 'latin1')]);
		await expect(decode(bytes, size)).rejects.toThrow(/line 2, column 7: a letter here is not in UTF-8/);
	});

	test.each([
		['with its mark', [0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]],
		['without', [0x7b, 0, 0, 0, 0x22, 0, 0, 0]],
		['the other way round', [0, 0, 0xfe, 0xff, 0, 0, 0, 0x7b]],
	])('UTF-32 %s is refused', async (_what, bytes) => {
		await expect(decode(Buffer.from(bytes), size)).rejects.toThrow(/UTF-32/);
	});

	test.each([
		['a workbook', 'PK\x03\x04\x14\x00\x06', /no text, but a workbook .*save the table as CSV/],
		['one of an old Excel', '\xd0\xcf\x11\xe0\xa1\xb1', /save the table as CSV/],
		['one that is packed', '\x1f\x8b\x08\x00', /unpack it/],
		['a PDF', '%PDF-1.7\n', /a PDF/],
		['one of a word processor', '{\\rtf1\\ansi', /save it as plain text/],
	])('%s is told for what it is', async (_what, bytes, message) => {
		await expect(decode(Buffer.from(bytes, 'latin1'), size)).rejects.toThrow(message);
	});
});
