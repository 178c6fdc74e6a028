import { TipBenchError } from '../../domain/errors';
import { createLeaderboard } from '../../domain/ranking/rank-runs';
import { applyJudgeFile } from '../../judging/apply';
import { findDisagreements } from '../../judging/disagreements';
import { exportPending } from '../../judging/export';
import { askGate } from '../../judging/gate/ask-gate';
import { decidedGates } from '../../judging/gate/decided-gates';
import { judgeTrust } from '../../judging/judge-trust';
import { keepTrust, withTrust } from '../../judging/kept-trust';
import { openJudgeFile } from '../../judging/open-judge-file';
import { reportExperiment } from '../../judging/report';
import { readVersion } from '../../machine/version';
import { gateMarkdown } from '../../report/gate';
import { reportPage } from '../../report/page/report-page';
import { shownGate, shownWorth } from '../../report/page/shown-worth';
import type { InputOf, JobName, JobTools, RankedPlace, ResultOf } from './job';
import { readRuns } from './read-runs';

type DoJob<Name extends JobName> = (tools: JobTools<Name>, input: InputOf<Name>) => Promise<ResultOf<Name>>;

const atOf = ({ experiment }: Pick<RankedPlace, 'experiment'>) => ({
	experiment: experiment.name,
	experiment_id: experiment.id,
});

/** What each job does. */
const jobs: { readonly [Name in JobName]: DoJob<Name> } = {
	async readRuns({ mlflow, give }, { experiment, since }) {
		await readRuns(mlflow, experiment.id, { since, give });
		return null;
	},
	async rank({ mlflow, more }, { experiment, rubric, minKappa }) {
		const leaderboard = createLeaderboard({ experiment: experiment.name, rubric });
		for await (const part of more) for (const run of part) leaderboard.add(run);
		return withTrust(mlflow, leaderboard.board(), rubric.hash, minKappa);
	},
	async trust({ mlflow, signal }, { experiment, rubric, minKappa, now, keep }) {
		const trust = await judgeTrust(mlflow, rubric, experiment, { minKappa, now, signal });
		if (keep) await keepTrust(mlflow, experiment.id, trust.records);
		return trust;
	},
	disagreements: ({ mlflow, signal }, { experiment, rubric, asked }) =>
		findDisagreements(mlflow, rubric, experiment, asked, { signal }),
	async report({ mlflow, signal }, { rubric, minKappa, failed, now, ...place }) {
		const { worths, decisions, ...told } = await reportExperiment(mlflow, atOf(place), rubric, { minKappa, signal });
		return reportPage({
			...{ ...told, failed, made: { at: new Date(now).toISOString(), version: readVersion() } },
			...(worths.length > 0 && { worth: worths.map(shownWorth) }),
			...(decisions.length > 0 && { gates: decisions.map(shownGate) }),
		});
	},
	gate: ({ mlflow, signal }, { rubric, minKappa, asked, ...place }) => {
		const more = { now: Date.now, describe: gateMarkdown, minKappa };
		return askGate(mlflow, { at: atOf(place), rubric, asked }, more, { signal });
	},
	gates: ({ mlflow, signal }, { experiment }) => decidedGates(mlflow, experiment.id, { signal }),
	export: ({ mlflow, signal }, { rubric, target, ...place }) =>
		exportPending(mlflow, rubric, atOf(place), target, { signal }),
	async apply({ mlflow, catalog }, { experiment, path, replace, partial, dryRun, now }) {
		const file = await openJudgeFile(path);
		const { experiment: named, by } = file.frame;
		if (named !== experiment.name) {
			const wrong = `- experiment: the file is for ${named}, and was sent to ${experiment.name}`;
			throw new TipBenchError('JudgeFileInvalid', wrong);
		}
		const rubric = await catalog.rubric(file.frame.rubric.name);
		const autoKinds = await catalog.autoJudgeNames();
		return { ...(await applyJudgeFile(mlflow, rubric, file, { replace, partial, dryRun, autoKinds, now })), by };
	},
};

/** Does a job. @throws what its parts throw */
export function doJob<Name extends JobName>(
	name: Name,
	tools: JobTools<Name>,
	input: InputOf<Name>,
): Promise<ResultOf<Name>> {
	return jobs[name](tools, input);
}
