import { messageOf } from '../../machine/coded-error';
import type { CellRequest, Contestant, Enter } from '../contestants/contestant';
import { enterInspect } from '../contestants/inspect-ai';
import { enterBareLoop, enterUnloadingLoop } from '../contestants/loops';
import { enterOurs } from '../contestants/ours';
import { enterPromptfoo } from '../contestants/promptfoo';
import { type MeasuredPass, measurePass } from '../observe/measured-pass';
import { measureProxyCost } from '../observe/proxy-cost';
import { comparedCells, comparedCount } from '../settings';
import { runBench } from '../stage/bench-run';
import type { PerfStage } from '../stage/stage';
import { startMeasuredWorker } from '../stage/worker';
import { orderIn } from './order';

/** One row of the comparison. */
export interface Row {
	readonly name: string;
	readonly title: string;
	readonly remarks: readonly string[];
	/** One a round; none where it could not take part, and `remarks` says why. */
	readonly passes: readonly MeasuredPass[];
}

/** Everybody's rows. */
export interface SideBySide {
	readonly cells: number;
	readonly models: number;
	readonly rounds: number;
	/** What the proxy that all ask through adds to a request, in milliseconds. */
	readonly proxyMs: number;
	readonly rows: readonly Row[];
}

const others: Readonly<Record<string, Enter>> = {
	bare: enterBareLoop,
	unloading: enterUnloadingLoop,
	promptfoo: enterPromptfoo,
	inspect: enterInspect,
};

/** The names of all that can take part. */
export const contestantNames = ['ours', ...Object.keys(others)] as const;

/** Lets all make the same cells, in turns, so that whatever disturbs the machine disturbs everyone. */
export async function compareSideBySide(
	stage: PerfStage,
	names: readonly string[],
	rounds: number,
): Promise<SideBySide> {
	const worker = stage.cleanups.add(await startMeasuredWorker(stage, { ollama: stage.proxy.url }), (program) =>
		program.stop(),
	);
	stage.say(`warming up: one bench of ${comparedCount} cells, whose requests the others then copy …`);
	const cells = await requestsOfOurs(stage);
	const proxyMs = await measureProxyCost(stage.ollama.address, stage.proxy.url);
	const contestants: Contestant[] = names.includes('ours') ? [enterOurs(stage, worker)] : [];
	const absent: Row[] = [];
	for (const [name, enter] of Object.entries(others)) {
		if (!names.includes(name)) continue;
		try {
			contestants.push(await enter(stage, cells));
		} catch (error) {
			if (stage.signal.aborted) throw error;
			stage.say(`${name} cannot take part: ${messageOf(error)}`);
			absent.push({ name, title: name, remarks: [`not measured: ${messageOf(error)}`], passes: [] });
		}
	}
	const passes = new Map<string, MeasuredPass[]>(contestants.map(({ name }) => [name, []]));
	for (let round = 1; round <= rounds; round += 1) {
		for (const contestant of orderIn(round, contestants)) {
			const pass = await measurePass(stage, contestant, cells);
			passes.get(contestant.name)?.push(pass);
			const seconds = (pass.wallMs / 1000).toFixed(1);
			const stolen = pass.stolenMs === null ? '' : `, ${(pass.stolenMs / 1000).toFixed(1)} s stolen`;
			stage.say(`round ${round} of ${rounds}: ${contestant.title}: ${seconds} s, ${pass.loads} loads${stolen}`);
			if (pass.missedCells > 0) stage.say(`  but ${pass.missedCells} cells were not asked for as ours were`);
		}
	}
	await worker.stop();
	const rows = contestants.map(({ name, title, remarks }) => ({
		name,
		title,
		remarks,
		passes: passes.get(name) ?? [],
	}));
	return { cells: cells.length, models: comparedCells.models.length, rounds, proxyMs, rows: [...rows, ...absent] };
}

/** Has our worker make all cells once, and takes its requests as the proxy saw them: everyone gets exactly these. */
async function requestsOfOurs(stage: PerfStage): Promise<CellRequest[]> {
	const before = stage.proxy.requests.length;
	await runBench(stage, comparedCells);
	const asked = stage.proxy.requests.slice(before).filter(({ kind }) => kind === 'generate');
	return asked.map(({ body }) => {
		const { model, prompt, options } = body as CellRequest;
		return { model, prompt, options };
	});
}
