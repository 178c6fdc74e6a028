import type { Command } from 'commander';
import { activePromptPath, changeActivePrompts, readActivePrompts } from '../../catalog/active-prompt-file';
import { TipBenchError } from '../../domain/errors';
import { type ActivePrompts, type PromotedPrompt, rolledBack } from '../../domain/optimize/active-prompt';
import { planSources } from '../../places/plan-sources';
import { textFault } from '../../planning/active-prompt';
import { printable } from '../../report/printable';
import { here } from '../here';
import { print, say } from '../output';

/** `tip-bench prompt …`: which prompt version is active. */
export function addPrompt(program: Command): void {
	const prompt = program.command('prompt').description('which prompt version is active, and back to the one before');
	prompt
		.command('active')
		.description('which prompt version is active, by which evidence, and which were')
		.option('--json', 'the whole file as JSON')
		.addHelpText('after', '\nExample:\n  ./tip-bench prompt active')
		.action(active);
	prompt
		.command('rollback')
		.description('make the prompt version active that was so before; the evidence is kept')
		.addHelpText('after', '\nExample:\n  ./tip-bench prompt rollback')
		.action(rollback);
}

async function active({ json }: { readonly json?: boolean }): Promise<void> {
	const prompts = await readActivePrompts(here().env);
	if (json) return print(JSON.stringify(prompts, null, 2));
	if (prompts.active === null) say('no prompt version is active: ./tip-bench optimize run --help');
	else {
		print(linesOf(prompts.active).map(printable).join('\n'));
		await sayTextFault(prompts.active);
	}
	for (const each of prompts.former) say(`before: ${wordsOf(each)}`);
	for (const each of prompts.rolled_back) say(`rolled back at ${each.rolled_back_at}: ${wordsOf(each)}`);
}

async function rollback(): Promise<void> {
	const { env } = here();
	let undone: ActivePrompts['active'] = null;
	await changeActivePrompts(
		env,
		(prompts) => {
			const back = rolledBack(prompts, new Date().toISOString());
			if (back === null)
				throw new TipBenchError('NothingBefore', `no prompt version is active: ${activePromptPath(env)} names none`);
			undone = prompts.active;
			return back;
		},
		say,
	);
	const { active: now } = await readActivePrompts(env);
	say(`rolled back: ${wordsOf(undone as unknown as PromotedPrompt)}`);
	print(now === null ? 'no prompt version is active' : printable(wordsOf(now)));
	if (now !== null) await sayTextFault(now);
}

/** Who reads which is active means to use it. */
async function sayTextFault(promoted: PromotedPrompt): Promise<void> {
	const fault = await textFault(planSources(here()).catalog, promoted);
	if (fault !== null) say(printable(`note: ${fault}, so \`prompts: active\` is refused`));
}

function wordsOf({ prompt, at, evidence }: PromotedPrompt): string {
	return `${prompt}, since ${at}: it has beaten ${evidence.baseline} on ${evidence.model} in ${evidence.experiment}`;
}

function linesOf(promoted: PromotedPrompt): string[] {
	const { workflow, gate_run, reasons } = promoted.evidence;
	return [
		wordsOf(promoted),
		...reasons.map((each) => `- ${each}`),
		`by the workflow ${workflow}, gate in MLflow run ${gate_run}`,
	];
}
