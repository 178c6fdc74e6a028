import { longestTag, splitText, textIn, textTags } from './tag-text';

test.each([
	['empty', '', 1],
	['short', '  a\r\nb \n', 1],
	['just fitting', 'x'.repeat(8_000), 1],
	['one too long', 'x'.repeat(8_001), 2],
	['emoji', '😀'.repeat(9_000), 3],
	['emoji across the cut', `a${'😀'.repeat(9_000)}`, 3],
	['NUL and half a pair', `a\0b\ud83d${'é'.repeat(9_000)}`, 2],
])('a text comes back whole: %s', (_case, text, parts) => {
	const tags = textTags('raw.txt', text);
	expect(Object.keys(tags).filter((key) => key.startsWith('artifact:'))).toHaveLength(parts);
	for (const value of Object.values(tags)) {
		expect(value.length).toBeLessThanOrEqual(longestTag);
		expect(value.isWellFormed() && !value.includes('\0')).toBe(true);
	}
	expect(textIn(tags, 'raw.txt', 'r')).toBe(text);
});

test('keys are NAME, NAME.2, NAME.3', () => {
	const keys = Object.keys(textTags('rubric.md', 'x'.repeat(16_001)));
	expect(keys).toEqual(['artifact:rubric.md', 'artifact:rubric.md.2', 'artifact:rubric.md.3', 'sha256:rubric.md']);
});

test('a text that was cut, changed or lost a part is damaged', () => {
	const tags = textTags('raw.txt', 'x'.repeat(20_000));
	const { 'artifact:raw.txt.2': _lost, ...rest } = tags;
	const { 'artifact:raw.txt': _first, ...noFirst } = tags;
	for (const damaged of [rest, noFirst, { ...tags, 'artifact:raw.txt.3': 'xx' }]) {
		expect(() => textIn(damaged, 'raw.txt', 'run-7')).toThrow(expect.objectContaining({ code: 'RunDamaged' }));
	}
});

test('texts of the former harness have no hash', () => {
	expect(textIn({ 'artifact:raw.txt': 'old' }, 'raw.txt', 'r')).toBe('old');
	expect(textIn({}, 'raw.txt', 'r')).toBeNull();
});

test('a piece never ends within a pair', () => {
	expect(splitText('a😀b😀', 2)).toEqual(['a', '😀', 'b', '😀']);
});
