import type { Prompt } from '../domain/bench/prompt';
import type { Scenario, ScenarioSet } from '../domain/bench/scenario';
import { type AutoJudge, ollamaJudge } from '../domain/judging/auto-judge';
import { ollamaPrefix } from '../domain/judging/judge-kinds';
import type { Rubric } from '../domain/judging/rubric';
import type { RubricRule } from '../domain/judging/rubric-rule';
import type { Persona } from '../domain/simulation/persona';
import { readAutoJudge } from './auto-judge-file';
import { type DataFile, invalid, readDataFile, stampOf } from './data-file';
import { filesIn, unknownName } from './folder';
import { isPersonaName, readPersona } from './persona-file';
import { readPrompt } from './prompt-file';
import { readRubric } from './rubric-file';
import { readRubricRule } from './rubric-rule-file';
import { createScenarioStore } from './scenario-store';
import { createStampedCache } from './stamped-cache';

/**
 * The data that users edit: prompt versions, rubrics, scenarios, auto judges and personas. Each call looks at the disk, so an edited or added
 * file is noticed; an unchanged one is not read again. Every method throws TipBenchError `DataFileInvalid` for a file
 * that is not as it should be, and those with a name `UnknownName` where nothing has it.
 */
export interface Catalog {
	/** The folder that holds them all. */
	readonly root: string;
	prompt(name: string): Promise<Prompt>;
	/** In natural order: `v2` before `v10`. */
	promptNames(): Promise<string[]>;
	rubric(name: string): Promise<Rubric>;
	rubricNames(): Promise<string[]>;
	/** How levels of candidates become scores of a set by that rubric; `null` where no file says it. */
	rubricRule(name: string): Promise<RubricRule | null>;
	/** An auto judge that has a file, or one on an Ollama by its tag. */
	autoJudge(kind: string): Promise<AutoJudge>;
	/** Those that have a file. */
	autoJudgeNames(): Promise<string[]>;
	/** A simulated user. */
	persona(name: string): Promise<Persona>;
	personaNames(): Promise<string[]>;
	/** Personas × time slots, slot by slot, then the lines of the added files in the order of their names. */
	scenarios(): Promise<readonly Scenario[]>;
	scenario(name: string): Promise<Scenario>;
	/**
	 * The first `count` scenarios in that order, with one hash over them all. Made once for unchanged files, so that it
	 * can be asked for with every cell.
	 * @param count 0, or more than there are, means all
	 */
	scenarioSet(count: number): Promise<ScenarioSet>;
}

/** @param root the folder that holds `prompts/`, `rubrics/` and `scenarios/` */
export function createCatalog(root: string): Catalog {
	const prompts = versionsIn(root, 'prompts', 'prompt version', readPrompt);
	const rubrics = versionsIn(root, 'rubrics', 'rubric', readRubric);
	const autoJudges = versionsIn(root, 'auto-judges', 'auto judge', readAutoJudge, {
		...{ ending: '.yaml', optional: true },
		// A kind that no file is found for would be a person's, and waited for.
		others: ['.yml', '.json', '.yaml.txt'],
	});
	const personas = versionsIn(root, 'personas', 'persona', readPersona, {
		...{ ending: '.yaml', optional: true, others: ['.yml', '.json', '.yaml.txt'], canName: isPersonaName },
	});
	const scenarios = createScenarioStore(root);
	return {
		root,
		prompt: prompts.one,
		promptNames: prompts.names,
		rubric: rubrics.one,
		rubricNames: rubrics.names,
		rubricRule: async (name) => readRubricRule(root, await rubrics.one(name)),
		autoJudge: async (kind) => (kind.startsWith(ollamaPrefix) ? ollamaJudge(kind) : autoJudges.one(kind)),
		autoJudgeNames: autoJudges.names,
		persona: personas.one,
		personaNames: personas.names,
		scenarios: scenarios.all,
		scenario: scenarios.one,
		scenarioSet: scenarios.set,
	};
}

interface FolderOptions {
	/** With its dot. */
	readonly ending?: string;
	/** Whether a folder that is missing is as one that is empty. */
	readonly optional?: boolean;
	/** Endings that people write for it: such a file is a fault. */
	readonly others?: readonly string[];
	/** Whether a name can be asked for in a list. */
	readonly canName?: (name: string) => boolean;
}

/** A folder in which every file of an ending is a version, by its name without that. */
function versionsIn<T>(
	root: string,
	folder: string,
	what: string,
	read: (name: string, file: DataFile) => T,
	{ ending = '.md', optional = false, others = [], canName = () => true }: FolderOptions = {},
) {
	const cache = createStampedCache<T>();
	const names = async () => {
		if (others.length > 0) {
			const wrong = wronglyEnding(await filesIn(root, folder, '', optional), ending, others);
			if (wrong !== null) throw invalid(`${folder}/${wrong.file}`, undefined, wrong.fault);
		}
		const found = (await filesIn(root, folder, ending, optional)).map((file) => file.slice(0, -ending.length));
		const strange = found.find((name) => !canName(name));
		if (strange === undefined) return found;
		const fault = `has a name by which no ${what} can be asked for: name it with at most 100 characters, such as \`night-owl${ending}\`, without commas, and without brackets, quotes or spaces around it`;
		throw invalid(JSON.stringify(`${folder}/${strange}${ending}`), undefined, fault);
	};
	const one = async (name: string): Promise<T> => {
		// Only a name that the folder itself lists becomes a path, so none can lead out of it.
		const known = await names();
		if (!known.includes(name)) throw unknownName(what, name, known, `put a file NAME${ending} into ${folder}/`);
		const path = `${folder}/${name}${ending}`;
		return cache.get(name, await stampOf(root, path), async () => read(name, await readDataFile(root, path)));
	};
	return { names, one };
}

/** The first file that somebody has written under another ending, in whatever case: it would be passed over silently. */
function wronglyEnding(
	files: readonly string[],
	ending: string,
	others: readonly string[],
): { readonly file: string; readonly fault: string } | null {
	for (const file of files) {
		const other = [...others, ending].find((each) => file.toLowerCase().endsWith(each));
		if (other === undefined || file.endsWith(ending)) continue;
		const right = `${file.slice(0, -other.length)}${ending}`;
		const isThere = files.includes(right);
		return { file, fault: isThere ? `${right} is there too: take one of the two away` : `must be named ${right}` };
	}
	return null;
}
