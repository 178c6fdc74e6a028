import type { RecordedRun } from '../bench/recorded-run';

/** An auto judge that is one of the models whose candidates it has scored. */
export interface OwnJudge {
	readonly judge: string;
	/** As the leaderboard has it. */
	readonly model: string;
}

/** The auto judges that judge their own candidates too, found while an experiment is read. */
export interface OwnJudges {
	add(run: RecordedRun): void;
	/** In the order of their names; of a judge behind an endpoint nobody can know it. */
	all(): OwnJudge[];
}

export function createOwnJudges(): OwnJudges {
	const models = new Map<string, string>();
	const judges = new Map<string, string>();
	return {
		add({ model_digest, model, auto }) {
			if (model_digest !== null) models.set(model_digest, model);
			if (auto !== null && auto.digest !== null && !auto.pending) judges.set(auto.digest, auto.kind);
		},
		all() {
			const own = [...judges].flatMap(([digest, judge]) => {
				const model = models.get(digest);
				return model === undefined ? [] : [{ judge, model }];
			});
			return own.sort((a, b) => (`${a.judge} ${a.model}` < `${b.judge} ${b.model}` ? -1 : 1));
		},
	};
}

/** What stands beside such a judge's scores wherever they appear. */
export function ownJudgeWarning({ judge, model }: OwnJudge): string {
	return `${judge} judges its own candidates too: ${model} is a contestant`;
}
