import { controlFree } from './control-free';

test('it refuses what Unicode has as control characters, and nothing else of the first plane', () => {
	for (let code = 0; code < 0x1_0000; code += 1) {
		const character = String.fromCharCode(code);
		if (/^\P{Cc}$/u.test(character) !== controlFree.test(character)) throw new Error(`U+${code.toString(16)}`);
	}
	expect(controlFree.test('')).toBe(true);
	expect(controlFree.test('a line\n')).toBe(false);
});
