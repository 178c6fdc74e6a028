import { bytesOf, clipBytes, clipText } from './clip';

test.each(['', 'abc', 'é€😀', 'x'.repeat(10_000), '\ud83d alone'])('%# counts the bytes that UTF-8 takes', (text) => {
	expect(bytesOf(text)).toBe(Buffer.byteLength(text));
});

test.each([
	['abc', 3, 'abc'],
	['abcd', 3, 'ab…'],
	['a😀b', 3, 'a…'],
	['😀😀', 3, '😀…'],
	['😀😀', 4, '😀😀'],
])('%j in %i units is %j', (text, most, clipped) => {
	expect(clipText(text, most)).toBe(clipped);
});

test.each([
	['abc', 3, 'abc'],
	['abcd', 3, '…'],
	['abcde', 4, 'a…'],
	['😀😀', 8, '😀😀'],
	['😀😀', 7, '😀…'],
	['ééé', 5, 'é…'],
])('%j in %i bytes is %j', (text, most, clipped) => {
	expect(clipBytes(text, most)).toBe(clipped);
});
