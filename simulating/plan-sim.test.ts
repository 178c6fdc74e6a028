import { copiesNotes } from './plan-sim';

test('personas that are copies of each other are told of', () => {
	const [one, copy, other] = [
		{ name: 'eager', hash: 'h1' },
		{ name: 'eager copy', hash: 'h1' },
		{ name: 'nurse', hash: 'h2' },
	] as const;
	expect(copiesNotes([one, other])).toEqual([]);
	expect(copiesNotes([one, other, copy])).toEqual(['personas: eager, eager copy say the same, and count as 2 users']);
});
