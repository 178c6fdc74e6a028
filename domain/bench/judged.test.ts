import { judgedFaults } from './judged';

test.each([undefined, null, {}, { by: 'Ada' }, { partial: true }, { by: '李雷', partial: false }])(
	'%j is an input of judged',
	(input) => expect(judgedFaults(input)).toEqual([]),
);

const object = 'the input must be one JSON object such as {"partial": true}, or nothing';

test.each([
	['garbage', [object]],
	[[1], [object]],
	[true, [object]],
	[{ unreadable_payload: 'Error' }, ['unreadable_payload: unknown key; known are by and partial']],
	[{ partal: true }, ['partal: unknown key; did you mean partial?']],
	[{ partial: 'true' }, ['partial: must be true or false']],
	[{ partial: null }, ['partial: must be true or false']],
	[{ by: '' }, ['by: must not be empty']],
	[{ by: 'a\u001b[2J' }, ['by: must not hold control characters']],
	[{ by: 'x'.repeat(10_000) }, ['by: must have at most 200 characters']],
	[{ by: 7, x: 1 }, ['by: must be a text', 'x: unknown key; known are by and partial']],
])('%j is refused', (input, faults) => {
	expect(judgedFaults(input)).toEqual(faults);
});
