import { hashOfScenarios, type Scenario, type ScenarioSet } from '../domain/bench/scenario';
import { type DataFile, invalid, readDataFile, stampOf } from './data-file';
import { filesIn, unknownName } from './folder';
import { type PlacedScenario, readCross, readLines, refuseRepeatedScenarios } from './scenario-files';
import { createStampedCache } from './stamped-cache';

/** The scenarios of a catalog; each call looks at the disk, and reads again what has changed. */
export interface ScenarioStore {
	/** All, in the catalog's order. */
	all(): Promise<readonly Scenario[]>;
	one(name: string): Promise<Scenario>;
	/** The first `count`; 0, or more than there are, means all. */
	set(count: number): Promise<ScenarioSet>;
}

/** What the files held when they were last read. */
interface Held {
	readonly all: readonly Scenario[];
	readonly byName: ReadonlyMap<string, Scenario>;
	/** By their count, so that one that is asked for with every cell is hashed once. */
	readonly sets: Map<number, ScenarioSet>;
}

/** More sizes than benches with a cap of their own run at once. */
const setsKept = 20;

/** @param root the folder that holds `scenarios/` */
export function createScenarioStore(root: string): ScenarioStore {
	const held = readerOf(root);
	return {
		all: async () => (await held()).all,
		async one(name) {
			const { all, byName } = await held();
			const found = byName.get(name);
			if (found !== undefined) return found;
			const names = all.map((each) => each.name);
			throw unknownName('scenario', name, names, 'see scenarios/README.md');
		},
		set: async (count) => setOf(await held(), count),
	};
}

function readerOf(root: string): () => Promise<Held> {
	const cache = createStampedCache<Held>();
	const crossed = ['scenarios/personas.yaml', 'scenarios/time-slots.yaml'];
	return async () => {
		const added = (await filesIn(root, 'scenarios', '.jsonl')).map((file) => `scenarios/${file}`);
		const paths = [...crossed, ...added];
		const stamps = await Promise.all(paths.map(async (path) => `${path} ${await stampOf(root, path)}`));
		return cache.get('', stamps.join('\n'), async () => {
			const [personas, slots, ...lines] = await Promise.all(paths.map((path) => readIfThere(root, path)));
			const placed = readCrossOf(personas, slots);
			for (const file of lines) {
				if (file !== undefined) for await (const each of readLines(file)) placed.push(each);
			}
			return holding(placed);
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

function holding(placed: readonly PlacedScenario[]): Held {
	refuseRepeatedScenarios(placed);
	if (placed.length === 0) throw invalid('scenarios/', undefined, 'holds no scenario: see scenarios/README.md');
	const all = placed.map(({ scenario }) => scenario);
	return { all, byName: new Map(all.map((scenario) => [scenario.name, scenario])), sets: new Map() };
}

function setOf({ all, sets }: Held, asked: number): ScenarioSet {
	const count = asked === 0 ? all.length : Math.min(asked, all.length);
	const there = sets.get(count);
	if (there !== undefined) return there;
	const scenarios = count === all.length ? all : all.slice(0, count);
	const made = { count, hash: hashOfScenarios(scenarios), scenarios };
	if (sets.size >= setsKept) sets.clear();
	sets.set(count, made);
	return made;
}
