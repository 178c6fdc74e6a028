import type { RecordedRun } from '../bench/recorded-run';
import { createOwnJudges } from '../judging/own-judges';
import type { AutoJudgeOfBoard, Leaderboard } from './leaderboard';

/** The auto judges of an experiment, found while it is read. */
export interface JudgesOfBoard {
	/** Takes in a run. @param counts whether it is the one of its cell that counts, and valid */
	add(run: RecordedRun, counts: boolean): void;
	/** Those with the most cells first. */
	judges(): Pick<Leaderboard, 'auto_judges' | 'own_judges'>;
}

export function createJudgesOfBoard(): JudgesOfBoard {
	const [own, contestants] = [createOwnJudges(), createOwnJudges()];
	const scoring = new Map<string, AutoJudgeOfBoard>();
	return {
		add(run, counts) {
			contestants.add(run);
			// Beside a lazy judge's its scores do not count.
			own.add(run.auto?.counts === false ? { ...run, auto: null } : run);
			const { auto, by_rule } = run;
			// One that failed when it was asked again has left its scores from before.
			if (!counts || by_rule || auto === null || auto.judged_at === null) return;
			const { kind: judge, hash } = auto;
			const name = JSON.stringify([judge, hash]);
			scoring.set(name, { judge, hash, cells: (scoring.get(name)?.cells ?? 0) + 1 });
		},
		judges() {
			const [own_judges, all] = [own.all(), contestants.all()];
			const auto_judges = [...scoring.values()].sort(byCells).map((each) => {
				const contestant = all.find(({ judge }) => judge === each.judge)?.model;
				return contestant === undefined ? each : { ...each, contestant };
			});
			return { ...(auto_judges.length > 0 && { auto_judges }), ...(own_judges.length > 0 && { own_judges }) };
		},
	};
}

function byCells(a: AutoJudgeOfBoard, b: AutoJudgeOfBoard): number {
	return b.cells - a.cells || (`${a.judge} ${a.hash}` < `${b.judge} ${b.hash}` ? -1 : 1);
}
