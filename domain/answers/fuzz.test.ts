import { faultOf, mutatedAnswers } from './test-support/mutations';

/** A share of `fuzz.long.test.ts`. */
test('5,000 mutated answers are read without a fault', () => {
	const faults: [string, string][] = [];
	let at = 0;
	for (const answer of mutatedAnswers(1, 5_000)) {
		const fault = faultOf(answer, [1, 3, 3, 5, 50][at % 5] ?? 3);
		if (fault !== null) faults.push([answer, fault]);
		at += 1;
	}
	expect(faults).toEqual([]);
});
