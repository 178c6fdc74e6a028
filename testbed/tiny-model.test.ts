import { tinyModelFile } from './tiny-model';

test('the same seed makes the same file, another seed another', () => {
	expect(tinyModelFile(1).equals(tinyModelFile(1))).toBe(true);
	expect(tinyModelFile(1).equals(tinyModelFile(2))).toBe(false);
});

test('a file opens as GGUF version 3 and ends on the alignment', () => {
	const file = tinyModelFile(1);
	expect(file.toString('latin1', 0, 4)).toBe('GGUF');
	expect(file.readUInt32LE(4)).toBe(3);
	expect(file.length % 32).toBe(0);
});
