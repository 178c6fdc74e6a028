import { Command } from 'commander';
import { addOptimizeFlags } from './optimize-flags';

const helpOf = (usual = {}) => addOptimizeFlags(new Command(), usual).helpInformation().replace(/\s+/g, ' ');

test('help tells what holds for a comparison, and not what holds for a bench', () => {
	const help = helpOf();
	expect(help).toContain('--models <value> the one Ollama tag that the prompt is for --n-tips');
	expect(help).toContain('default: prompt-ab/BASELINE-vs-CANDIDATES --max-model-b');
	expect(help).toContain('--dated [value] end the experiment');
	expect(help).toContain('(default: 0.7)');
	expect(help).not.toMatch(/qwen|tip-bench-auto|v2-mentor|--prompts/);
});

test('help tells what a command takes a key for where nobody gives it', () => {
	expect(helpOf()).toMatch(/earlier one counts \(default: false\)/);
	expect(helpOf({ dated: true })).toMatch(/earlier one counts \(default: true\)/);
});

test('a flag that is refused is read, so that the refusal can say why', () => {
	const command = addOptimizeFlags(new Command()).exitOverride();
	expect(command.parse(['--prompts', 'v1'], { from: 'user' }).opts()).toMatchObject({ prompts: 'v1' });
});
