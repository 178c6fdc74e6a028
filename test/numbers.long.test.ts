import { writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { JudgeFile } from '../domain/judging/judge-file';
import { makeFolderSync } from '../machine/make-folder';
import { tipBench } from '../testbed/commands';
import { type HeldStage, startHeldStage } from '../testbed/held-stage';
import { printed, runToJudge } from '../testbed/judge-bench';
import { type MadeCell, openMadeExperiment } from '../testbed/made-experiment';
import { checkNumbers, printNumbers, withChanged } from '../testbed/number-check';
import { scriptedLevel, standInJudge } from '../testbed/scripted-judge';
import { testStack } from '../testbed/stack';
import { createTinyModels } from '../testbed/tiny-model';

// Every number that people are shown is computed a second time, by a Python script with the reference libraries, from what
// MLflow has: of a real bench with a spot check, and of data made for each answer of a gate.

jest.setTimeout(900_000);

const allEqual = /\ndifferent: 0; without a computation: 0\n$/;

describe('a real bench with a spot check', () => {
	const experiment = 'numbers';
	const judge = createServer(standInJudge);
	/** The more words, the better: so the script says. */
	const models = {
		'long-tips:latest': [
			'["Pack the school bags tonight before dinner.", "Write one list for tomorrow morning now.", "Call before nine."]',
			'["Put the phone away in the kitchen.", "Ask a friend to help you tonight."]',
		],
		'middle-tips:latest': [
			'["Pack the bags tonight.", "Write one list.", "Call before nine."]',
			'["Start with the shortest task.", "Put the phone away.", "Ask a friend."]',
		],
		'short-tips:latest': ['["Rest now.", "Walk more.", "Call."]', '1. Drink.\n2. Rest.\n3. Go.', 'I am not sure'],
	};
	let stage: HeldStage;

	beforeAll(async () => {
		stage = await startHeldStage();
		const made = Object.entries(models).map(([name, answers], at) => ({ name, answers, seed: 30 + at }));
		await createTinyModels(testStack().ollama, made);
		await new Promise<void>((resolve) => judge.listen(0, '127.0.0.1', resolve));
		makeFolderSync(join(stage.data, 'auto-judges'));
		const file = 'api: openai\nmodel: scripted\naddress_variable: SCRIPTED_URL\n';
		writeFileSync(join(stage.data, 'auto-judges', 'scripted.yaml'), file);
		await stage.restartWorker({ SCRIPTED_URL: `http://127.0.0.1:${(judge.address() as AddressInfo).port}/v1` });
	});
	afterAll(async () => {
		await stage.close();
		judge.closeAllConnections();
		judge.close();
	});

	test('each number is the one that MLflow gives', async () => {
		const { env } = stage;
		const names = Object.keys(models).join(',');
		const grid = [
			'--models',
			names,
			'--prompts',
			'v1,v2-mentor',
			'--n-scenarios',
			'10',
			'--repeats',
			'2',
			'--diversity',
		];
		const judged = ['--judge-kind', 'claude-code,scripted', '--spot-check', '0.6', '--num-predict', '24'];
		const status = await runToJudge([...grid, ...judged, '--experiment', experiment], env);
		expect(status).toMatchObject({ phase: 'awaiting-judge' });
		await scoreAs('Anna', ['--by', 'Anna']);
		await scoreAs('Bob', ['--by', 'Bob', '--second', '--limit', '45']);
		const row = (model: keyof typeof models) => `${model},v1`;
		const baseline = ['--baseline', row('middle-tips:latest')];
		const shown = await printNumbers(
			experiment,
			[
				[...baseline, '--candidate', row('long-tips:latest')],
				[...baseline, '--better-by', '0.5'],
				[...baseline, '--not-worse-by', '1', '--and', 'faster'],
				[...baseline, '--worst-scenario', '4', '--least-format-ok', '0.5', '--require-both'],
			],
			env,
		);
		const told = await checkNumbers(stage.mlflow().address, shown);
		expect(told).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(allEqual) });
		process.stderr.write(told.stdout);
		// And one that is not is found.
		const bias = await withChanged(shown, 'trust', (text) => text.replace(/("bias": \{\s+"value": -?)/, '$11'));
		expect(await checkNumbers(stage.mlflow().address, bias)).toMatchObject({
			code: 1,
			stdout: expect.stringMatching(/DIFFERENT trust\.worths\[0\]\.dimensions\.\w+\.bias\.value: /),
		});
		const page = await withChanged(shown, 'report', (text) =>
			text.replace(/(<td class="number">1)\d\.\d\d</, '$19.99<'),
		);
		expect(await checkNumbers(stage.mlflow().address, page)).toMatchObject({
			code: 1,
			stdout: expect.stringMatching(/DIFFERENT report, Leaderboard, /),
		});
	});

	/** A person who mostly agrees with the script, by a judge file. */
	async function scoreAs(by: string, flags: readonly string[]): Promise<void> {
		const path = join(stage.stateDir, `${by}.judge.json`);
		printed(await tipBench(['judge', 'export', experiment, ...flags, '--out', path, '--json'], stage.env));
		const file = JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
		for (const entry of file.runs) {
			for (const name of ['relevance', 'actionability', 'tone']) {
				const levels = entry.candidates.map((tip) => scriptedLevel(by, JSON.stringify(entry.scenario), tip, name));
				entry.scores[name] = levels.sort((a, b) => a - b)[(levels.length - 1) >> 1] ?? 1;
			}
		}
		await writeFile(path, JSON.stringify(file));
		const applied = await tipBench(['judge', 'apply', path], stage.env);
		expect(applied).toMatchObject({ code: 0 });
	}
});

describe('data made for each answer of a gate', () => {
	const rows = ['base:1b', 'up:1b', 'down:1b', 'mixed:3b'];
	const prompt = 'v3-few-shot';
	/** By row how far it is from the others, in points of a dimension. */
	const skill = [0, 1, -1, 0];

	/** A number from 0 to 1 that hangs on these only. */
	const chanceOf = (...of: (string | number)[]) => {
		let state = [...of.join('/')].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
		state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
		return ((state ^ (state >>> 12)) >>> 0) / 2 ** 32;
	};

	const cellsOf = (scenarios: number, bent: boolean): MadeCell[] =>
		rows.flatMap((model, at) =>
			Array.from({ length: scenarios }, (_each, place) => place).flatMap((place) =>
				[0, 1].map((repeat): MadeCell => {
					const chance = (what: string) => chanceOf(model, place, repeat, what);
					return {
						...{ model, prompt, scenario: `scenario-${place}`, repeat, parameters: at === 3 ? 3e9 : 1e9 - at },
						candidates: bent && chance('empty') < 0.05 ? [] : [`Pack bag ${place}`, `Write list ${at} tonight`],
						format_ok: chance('format') < 0.2 ? 0 : 1,
						measured: {
							...{ latency_s: 1 + at * 0.3 + chance('latency'), tokens_per_s: 40 + 10 * chance('speed') },
							done_reason: chance('cut') < 0.1 ? 'length' : 'stop',
							invalid: bent && chance('invalid') < 0.05 ? 'context-cut' : null,
						},
					};
				}),
			),
		);
	const levelOf = (by: string, { model, scenario, repeat }: MadeCell) => {
		const own = skill[rows.indexOf(model)] ?? 0;
		// What one of them is better in, the others are worse in.
		const sign = model === 'mixed:3b' ? (Number(scenario.slice(9)) % 2 === 0 ? 1 : -1) : 0;
		const taste = chanceOf(by, model, scenario, repeat ?? 0) < 0.25 ? 1 : 0;
		return Math.max(1, Math.min(5, 3 + own + sign - taste));
	};
	const baseline = ['--baseline', `base:1b,${prompt}`];
	const three = ['up:1b', 'down:1b', 'mixed:3b'].map((model) => [...baseline, '--candidate', `${model},${prompt}`]);
	const more = [
		['--better-by', '0.5'],
		['--not-worse-by', '4', '--and', 'faster'],
		['--not-worse-by', '2', '--and', 'smaller'],
		['--worst-scenario', '3', '--least-format-ok', '0.5'],
		['--require-both'],
	].map((flags) => [...baseline, ...flags]);

	test.each([
		['all flips, all cells whole', 10, false],
		['drawn flips, with cells that are invalid or empty', 16, true],
	])('%s', async (_what, scenarios, bent) => {
		const made = await openMadeExperiment(cellsOf(scenarios, bent), { lazy: 'claude-code', auto: 'haiku' });
		await made.judgeByModel((cell) => levelOf('haiku', cell));
		await made.draw({ share: 1, delta: 2 });
		await made.judgeByPerson('Anna', (cell) => levelOf('Anna', cell));
		const shown = await printNumbers(made.experiment, [...three, ...more]);
		if (!bent) expect(shown.answers.slice(0, 3)).toEqual(['promote', 'reject', 'not enough evidence']);
		const told = await checkNumbers(testStack().mlflow, shown);
		expect(told).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(allEqual) });
		await made.close();
	});

	test('scores that are partly pending, and an auto tier that counts alone', async () => {
		for (const judges of [
			{ lazy: 'claude-code', auto: null },
			{ lazy: null, auto: 'haiku' },
		]) {
			const made = await openMadeExperiment(cellsOf(9, true), judges);
			const some = (cell: MadeCell) => (chanceOf(cell.model, cell.scenario, 'seen') < 0.05 ? null : levelOf('x', cell));
			if (judges.lazy === null) await made.judgeByModel(some);
			else await made.judgeByPerson('Anna', some);
			const shown = await printNumbers(made.experiment, three.slice(0, 1));
			const told = await checkNumbers(testStack().mlflow, shown);
			expect(told).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(allEqual) });
			await made.close();
		}
	});
});
