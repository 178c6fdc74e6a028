import { messageOf } from '../../machine/coded-error';
import type { CellRequest, Contestant, Enter } from '../contestants/contestant';
import { enterInspect } from '../contestants/inspect-ai';
import { enterBareLoop, enterUnloadingLoop } from '../contestants/loops';
import { enterOurs } from '../contestants/ours';
import { enterPromptfoo } from '../contestants/promptfoo';
import { type MeasuredTurn, measureTurn } from '../observe/measured-turn';
import { measureProxyCost } from '../observe/proxy-cost';
import { comparedCells, comparedCount } from '../settings';
import { runBench } from '../stage/bench-run';
import type { Stage } from '../stage/stage';
import { startWorker } from '../stage/worker';
import { turnsIn } from './turns';

/** One row of the comparison. */
export interface Row {
	readonly name: string;
	readonly title: string;
	readonly remarks: readonly string[];
	/** One a round; none where it could not take part, and `remarks` says why. */
	readonly turns: readonly MeasuredTurn[];
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
export async function compareSideBySide(stage: Stage, names: readonly string[], rounds: number): Promise<SideBySide> {
	const worker = stage.cleanups.add(await startWorker(stage, { ollama: stage.proxy.url }), (program) => program.stop());
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
			absent.push({ name, title: name, remarks: [`not measured: ${messageOf(error)}`], turns: [] });
		}
	}
	const turns = new Map<string, MeasuredTurn[]>(contestants.map(({ name }) => [name, []]));
	for (let round = 1; round <= rounds; round += 1) {
		for (const contestant of turnsIn(round, contestants)) {
			const turn = await measureTurn(stage, contestant, cells);
			turns.get(contestant.name)?.push(turn);
			const seconds = (turn.wallMs / 1000).toFixed(1);
			const stolen = turn.stolenMs === null ? '' : `, ${(turn.stolenMs / 1000).toFixed(1)} s stolen`;
			stage.say(`round ${round} of ${rounds}: ${contestant.title}: ${seconds} s, ${turn.loads} loads${stolen}`);
			if (turn.missedCells > 0) stage.say(`  but ${turn.missedCells} cells were not asked for as ours were`);
		}
	}
	await worker.stop();
	const rows = contestants.map(({ name, title, remarks }) => ({ name, title, remarks, turns: turns.get(name) ?? [] }));
	return { cells: cells.length, models: comparedCells.models.length, rounds, proxyMs, rows: [...rows, ...absent] };
}

/** Has our worker make all cells once, and takes its requests as the proxy saw them: everyone gets exactly these. */
async function requestsOfOurs(stage: Stage): Promise<CellRequest[]> {
	const before = stage.proxy.requests.length;
	await runBench(stage, comparedCells);
	const asked = stage.proxy.requests.slice(before).filter(({ kind }) => kind === 'generate');
	return asked.map(({ body }) => {
		const { model, prompt, options } = body as CellRequest;
		return { model, prompt, options };
	});
}
