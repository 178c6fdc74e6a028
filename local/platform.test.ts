import { vectorSets } from './platform';

test('names the instruction sets that a processor has, and only those', () => {
	const cpuinfo = (flags: string) =>
		`processor\t: 0\nmodel name\t: a CPU with avx2 in its name\nflags\t\t: ${flags}\nbugs\t\t:\n`;
	expect(vectorSets(cpuinfo('fpu sse4_2 avx avx2 f16c bmi1 bmi2 fma'))).toEqual(['avx2', 'fma', 'f16c', 'bmi2']);
	expect(vectorSets(cpuinfo('fpu sse4_2 avx f16c'))).toEqual(['f16c']);
	expect(vectorSets('Features\t: fp asimd\n')).toEqual([]);
});
