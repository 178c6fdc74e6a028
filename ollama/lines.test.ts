import { linesOf } from './lines';

async function linesFrom(bytes: Buffer, pieceLength: number): Promise<{ lines: string[]; pieces: number }> {
	const lines: string[] = [];
	let pieces = 0;
	async function* cut() {
		for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
	}
	for await (const line of linesOf(cut(), () => pieces++)) lines.push(line);
	return { lines, pieces };
}

test.each([1, 2, 3, 5, 1000])('pieces of %d bytes', async (pieceLength) => {
	const bytes = Buffer.from('{"a":"é😀"}\n\n{"b":1}\n{"c":"last"}');
	const { lines, pieces } = await linesFrom(bytes, pieceLength);
	expect(lines).toEqual(['{"a":"é😀"}', '{"b":1}', '{"c":"last"}']);
	expect(pieces).toBe(Math.ceil(bytes.length / pieceLength));
});
