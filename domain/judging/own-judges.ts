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
	/**
	 * In the order of their names; of a judge behind an endpoint nobody can know it. One on an Ollama is told by the digest of
	 * its model, and by its tag where either run does not say.
	 */
	all(): OwnJudge[];
}

export function createOwnJudges(): OwnJudges {
	/** By digest, and by tag: of all, and of those that do not say their digest. */
	const models = { digest: new Map<string, string>(), tag: new Map<string, string>(), bare: new Map<string, string>() };
	const judges = new Map<string, { readonly kind: string; readonly digest: string | null }>();
	const modelOf = ({ kind, digest }: { readonly kind: string; readonly digest: string | null }) => {
		const tag = kind.startsWith(onOllama) ? tagOf(kind.slice(onOllama.length)) : '';
		return digest === null ? models.tag.get(tag) : (models.digest.get(digest) ?? models.bare.get(tag));
	};
	return {
		add({ model_digest, model, auto }) {
			if (model_digest !== null) models.digest.set(model_digest, model);
			else models.bare.set(tagOf(model), model);
			models.tag.set(tagOf(model), model);
			if (auto !== null && !auto.pending) judges.set(JSON.stringify([auto.kind, auto.digest]), auto);
		},
		all() {
			const own = new Map<string, OwnJudge>();
			for (const judge of judges.values()) {
				const model = modelOf(judge);
				if (model !== undefined) own.set(`${judge.kind} ${model}`, { judge: judge.kind, model });
			}
			return [...own].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
		},
	};
}

const onOllama = 'ollama/';

/** A model without a tag means its `latest`, as Ollama reads it. */
function tagOf(model: string): string {
	return model.includes(':') ? model : `${model}:latest`;
}

/** What stands beside such a judge's scores wherever they appear. */
export function ownJudgeWarning({ judge, model }: OwnJudge): string {
	return `${judge} judges its own candidates too: ${model} is a contestant`;
}
