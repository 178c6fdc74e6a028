import { faultOf, growth, mostGrowth, mutatedAnswers } from './test-support/mutations';

test('100,000 mutated answers are read without a fault', () => {
	const faults: [string, string][] = [];
	let at = 0;
	for (const answer of mutatedAnswers(14, 100_000)) {
		const fault = faultOf(answer, [1, 3, 3, 5, 50][at % 5] ?? 3);
		if (fault !== null) faults.push([answer, fault]);
		at += 1;
	}
	expect(faults).toEqual([]);
}, 600_000);

test('reading one, over and over, takes time linear in its length', () => {
	const slow = [...mutatedAnswers(2, 100)]
		.map((unit) => [unit, growth(unit)] as const)
		.filter(([, times]) => times > mostGrowth);
	expect(slow).toEqual([]);
}, 600_000);
