import { type Focus, type KeyPress, keyOf } from './keys';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
	...{ key, code: '', repeat: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
	isComposing: false,
	...more,
});

test.each<[string, KeyPress, unknown]>([
	['a digit', press('4', { code: 'Digit4' }), { is: 'text', text: '4' }],
	['a digit of another block', press('4', { code: 'Numpad4' }), { is: 'text', text: '4' }],
	['a digit where the keyboard has it behind shift', press('é', { code: 'Digit2' }), { is: 'text', text: '2' }],
	['what is above a digit', press('!', { code: 'Digit1', shiftKey: true }), { is: 'text', text: '!' }],
	['an Arabic digit', press('٤', { code: 'Numpad4' }), { is: 'text', text: '٤' }],
	['the question mark', press('?', { code: 'Slash', shiftKey: true }), { is: 'text', text: '?' }],
	['enter', press('Enter'), { is: 'name', name: 'enter' }],
	['backspace', press('Backspace'), { is: 'name', name: 'backspace' }],
	['a key that is held down', press('4', { repeat: true }), null],
	['a command of the browser', press('5', { ctrlKey: true }), null],
	['a key of an input method', press('4', { isComposing: true }), null],
	['shift alone', press('Shift', { shiftKey: true }), null],
	['a dead key', press('Dead'), null],
	['tab', press('Tab'), null],
	['space, which scrolls', press(' '), null],
])('%s', (_what, given, expected) => {
	expect(keyOf(given, 'page')).toEqual(expected);
});

test.each<[Focus, string, boolean]>([
	['field', '4', false],
	['field', 'Enter', false],
	['control', '4', true],
	['control', 'Enter', false],
	['page', 'Enter', true],
])('with the focus on a %s, %s scores: %s', (focus, key, scores) => {
	expect(keyOf(press(key), focus) !== null).toBe(scores);
});
