import { wholeName } from '../../../domain/model-name';
import { holds, inputOf, partsOf, runCommand, temporalCommand, ticked, withPart } from './commands';

const filled = { experiment: "it's a/b", models: 'gemma3:1b,qwen2.5:0.5b', n_tips: ' ', gate: '{"baseline":"a,v1"}' };

test('what is left empty is not sent', () => {
	expect(inputOf(filled)).toEqual({
		experiment: "it's a/b",
		models: 'gemma3:1b,qwen2.5:0.5b',
		gate: { baseline: 'a,v1' },
	});
	expect(inputOf({ gate: '{"baseline"' })).toEqual({ gate: '{"baseline"' });
});

test('the commands say the same, as a shell needs it', () => {
	expect(runCommand(filled)).toBe(
		`./tip-bench run --experiment='it'\\''s a/b' --models=gemma3:1b,qwen2.5:0.5b --gate='{"baseline":"a,v1"}'`,
	);
	expect(temporalCommand({}, 'tip-bench-auto')).toBe(
		`temporal workflow start --task-queue bench --type bench --workflow-id tip-bench-auto --input '{}'`,
	);
	expect(temporalCommand({ experiment: 'x', n_tips: '3' }, 'tip-bench-auto')).toContain(
		`--workflow-id x --input '{"experiment":"x","n_tips":"3"}'`,
	);
});

test('a list keeps its order, and takes each part once', () => {
	expect(partsOf(' a, b;c\n,')).toEqual(['a', 'b', 'c']);
	expect(withPart('a,b', 'c', true)).toBe('a,b,c');
	expect(withPart('a,b', 'a', true)).toBe('b,a');
	expect(withPart('a,b', 'a', false)).toBe('b');
});

test('the first tick leaves out what is usual and not offered, and later ones keep what was written', () => {
	const offered = ['small:1b', 'other:2b'];
	const large = { usual: 'large:1b,other:2b', offered };
	expect(ticked('', 'small:1b', true, { ...large, offered: [] })).toBe('small:1b');
	expect(ticked('', 'small:1b', true, large)).toBe('other:2b,small:1b');
	expect(ticked('', 'other:2b', false, large)).toBe('');
	expect(ticked('large:1b', 'small:1b', true, { usual: 'other:2b', offered })).toBe('large:1b,small:1b');
});

test('a model is the same with all that Ollama leaves out of its name', () => {
	const models = { usual: 'Gemma3', offered: ['gemma3:latest', 'qwen2.5:latest'], telling: wholeName };
	expect(holds(partsOf('library/qwen2.5, x'), 'qwen2.5:latest', wholeName)).toBe(true);
	expect(holds(partsOf('qwen2.5:3b'), 'qwen2.5:latest', wholeName)).toBe(false);
	expect(ticked('qwen2.5,x', 'qwen2.5:latest', false, models)).toBe('x');
	expect(ticked('', 'qwen2.5:latest', true, models)).toBe('Gemma3,qwen2.5:latest');
});
