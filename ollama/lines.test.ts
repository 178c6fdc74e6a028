import { linesOf } from './lines';

async function linesFrom(bytes: Buffer, pieceLength: number): Promise<string[]> {
	const lines: string[] = [];
	async function* cut() {
		for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
	}
	for await (const line of linesOf(cut())) lines.push(line);
	return lines;
}

test.each([1, 2, 3, 5, 1000])('pieces of %d bytes', async (pieceLength) => {
	const bytes = Buffer.from('{"a":"é😀"}\n\n{"b":1}\n{"c":"last"}');
	const lines = await linesFrom(bytes, pieceLength);
	expect(lines).toEqual(['{"a":"é😀"}', '{"b":1}', '{"c":"last"}']);
});
