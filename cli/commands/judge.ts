import type { Command } from 'commander';
import { addJudgeApply } from './judge-apply';
import { addJudgeAuto } from './judge-auto';
import { addJudgeDisagreements } from './judge-disagreements';
import { addJudgeExport } from './judge-export';
import { addJudgeList } from './judge-list';
import { addJudgeScore } from './judge-score';
import { addJudgeTrust } from './judge-trust';

/** `tip-bench judge …`: from pending runs to scores. */
export function addJudge(program: Command): void {
	const judge = program
		.command('judge')
		.description('what waits for a score; score it in a terminal, by a file, by a model');
	addJudgeScore(judge);
	addJudgeExport(judge);
	addJudgeApply(judge);
	addJudgeAuto(judge);
	addJudgeDisagreements(judge);
	addJudgeTrust(judge);
	addJudgeList(judge);
}
