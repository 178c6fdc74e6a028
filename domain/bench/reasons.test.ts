import { addReason, type ReasonCounts, reasonLines, sumReasons } from './reasons';

test('reasons are counted, and shown with the most frequent first', () => {
	const counts = ['b', 'a', 'b'].reduce<ReasonCounts>((sum, reason) => addReason(sum, reason), {});
	expect(counts).toEqual({ a: 1, b: 2 });
	expect(reasonLines(counts)).toEqual(['2 × b', '1 × a']);
	expect(reasonLines(sumReasons([counts, { a: 9 }, {}]))).toEqual(['10 × a', '2 × b']);
});

test('a thousand different reasons stay a short message in which no cell is missing', () => {
	const reasons = Array.from({ length: 1_000 }, (_, at) => `${'long '.repeat(100)}${at}`);
	const counts = reasons.reduce<ReasonCounts>((sum, reason, at) => addReason(sum, `${at} ${reason}`), {});
	expect(Object.keys(counts)).toHaveLength(11);
	expect(counts['other reasons']).toBe(990);
	expect(JSON.stringify(counts).length).toBeLessThan(3_000);
});

test('a reason may have any name', () => {
	const counts = addReason(addReason({}, '__proto__'), 'constructor', 2);
	expect(reasonLines(counts)).toEqual(['2 × constructor', '1 × __proto__']);
});
