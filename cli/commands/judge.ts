import type { Command } from 'commander';
import { addJudgeApply } from './judge-apply';
import { addJudgeDisagreements } from './judge-disagreements';
import { addJudgeExport } from './judge-export';

/** `tip-bench judge …`: from pending runs to scores. */
export function addJudge(program: Command): void {
	const judge = program.command('judge').description('score runs: export them into a file, apply the file');
	addJudgeExport(judge);
	addJudgeApply(judge);
	addJudgeDisagreements(judge);
}
