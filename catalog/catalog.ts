import type { Prompt } from '../domain/prompt';
import type { Rubric } from '../domain/rubric';
import type { Scenario } from '../domain/scenario';
import { type DataFile, invalid, readDataFile, stampOf } from './data-file';
import { filesIn, unknownName } from './folder';
import { readPrompt } from './prompt-file';
import { readRubric } from './rubric-file';
import { type PlacedScenario, readCross, readLines, refuseRepeatedScenarios } from './scenario-files';
import { createStampedCache } from './stamped-cache';

/**
 * The data that users edit: prompt versions, rubrics and scenarios. Each call looks at the disk, so an edited or added
 * file is noticed; an unchanged one is not read again. Every method throws TipBenchError `DataFileInvalid` for a file
 * that is not as it should be, and those with a name `UnknownName` where nothing has it.
 */
export interface Catalog {
	prompt(name: string): Promise<Prompt>;
	/** In natural order: `v2` before `v10`. */
	promptNames(): Promise<string[]>;
	rubric(name: string): Promise<Rubric>;
	rubricNames(): Promise<string[]>;
	/** Personas × time slots, slot by slot, then the lines of the added files in the order of their names. */
	scenarios(): Promise<readonly Scenario[]>;
	scenario(name: string): Promise<Scenario>;
}

/** @param root the folder that holds `prompts/`, `rubrics/` and `scenarios/` */
export function createCatalog(root: string): Catalog {
	const prompts = versionsIn(root, 'prompts', 'prompt version', readPrompt);
	const rubrics = versionsIn(root, 'rubrics', 'rubric', readRubric);
	const scenarios = scenariosIn(root);
	return {
		prompt: prompts.one,
		promptNames: prompts.names,
		rubric: rubrics.one,
		rubricNames: rubrics.names,
		scenarios: async () => (await scenarios()).list,
		async scenario(name) {
			const { list, byName } = await scenarios();
			const found = byName.get(name);
			if (found !== undefined) return found;
			const names = list.map((each) => each.name);
			throw unknownName('scenario', name, names, 'see scenarios/README.md');
		},
	};
}

/** A folder in which every Markdown file is a version, by its name without ending. */
function versionsIn<T>(root: string, folder: string, what: string, read: (name: string, file: DataFile) => T) {
	const cache = createStampedCache<T>();
	const names = async () => (await filesIn(root, folder, '.md')).map((file) => file.slice(0, -'.md'.length));
	const one = async (name: string): Promise<T> => {
		// Only a name that the folder itself lists becomes a path, so none can lead out of it.
		const known = await names();
		if (!known.includes(name)) throw unknownName(what, name, known, `put a file NAME.md into ${folder}/`);
		const path = `${folder}/${name}.md`;
		return cache.get(name, await stampOf(root, path), async () => read(name, await readDataFile(root, path)));
	};
	return { names, one };
}

interface ScenarioSet {
	readonly list: readonly Scenario[];
	readonly byName: ReadonlyMap<string, Scenario>;
}

function scenariosIn(root: string): () => Promise<ScenarioSet> {
	const cache = createStampedCache<ScenarioSet>();
	const crossed = ['scenarios/personas.yaml', 'scenarios/time-slots.yaml'];
	return async () => {
		const added = (await filesIn(root, 'scenarios', '.jsonl')).map((file) => `scenarios/${file}`);
		const paths = [...crossed, ...added];
		const stamps = await Promise.all(paths.map(async (path) => `${path} ${await stampOf(root, path)}`));
		return cache.get('', stamps.join('\n'), async () => {
			const [personas, slots, ...lines] = await Promise.all(paths.map((path) => readIfThere(root, path)));
			const all = [...readCrossOf(personas, slots), ...lines.flatMap((file) => (file ? readLines(file) : []))];
			return setOf(all);
		});
	};
}

async function readIfThere(root: string, path: string): Promise<DataFile | undefined> {
	return (await stampOf(root, path)) === 'absent' ? undefined : readDataFile(root, path);
}

function readCrossOf(personas: DataFile | undefined, slots: DataFile | undefined): PlacedScenario[] {
	if (personas === undefined) return [];
	return readCross(personas, slots ?? { path: 'scenarios/time-slots.yaml', text: '' });
}

function setOf(all: readonly PlacedScenario[]): ScenarioSet {
	refuseRepeatedScenarios(all);
	if (all.length === 0) throw invalid('scenarios/', undefined, 'holds no scenario: see scenarios/README.md');
	const list = all.map(({ scenario }) => scenario);
	return { list, byName: new Map(list.map((scenario) => [scenario.name, scenario])) };
}
