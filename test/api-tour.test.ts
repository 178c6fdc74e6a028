import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../machine/folders';
import { type AdminServer, adminToken, startAdminServer } from '../testbed/admin-server';
import { fillIn } from '../testbed/fill-in';
import { type HeldStage, startHeldStage } from '../testbed/held-stage';
import { tinyModels } from '../testbed/stack';

// The tour of docs/api.md, line by line as a person pastes it. Other than there are the address, the token and the model.

let stage: HeldStage;
let server: AdminServer;

beforeAll(async () => {
	stage = await startHeldStage();
	server = await startAdminServer(stage.env);
}, 120_000);

afterAll(async () => {
	await server.stop();
	await stage.close();
});

/** The tour's lines, those that a person works between being its ends. */
async function tour(): Promise<string[]> {
	const page = await readFile(join(projectRoot(), 'docs', 'api.md'), 'utf8');
	const lines = page.split('\n').filter((line) => line.startsWith('    '));
	const own: Readonly<Record<string, string>> = { URL: server.url, TOKEN: adminToken };
	return lines.map((line) =>
		line
			.trim()
			.replace(/^(URL|TOKEN)=.*$/, (_line, name: string) => `${name}='${own[name]}'`)
			.replaceAll('gemma3:1b', tinyModels[0])
			.replace('"n_scenarios": 3', '"n_scenarios": 3, "num_predict": 24'),
	);
}

function pasted(lines: readonly string[], cwd: string): Promise<string> {
	return new Promise((resolve, reject) => {
		execFile('bash', ['-ec', lines.join('\n')], { cwd }, (error, stdout, stderr) => {
			if (error === null) resolve(stdout);
			else reject(new Error(`${stdout}\n${stderr}`, { cause: error }));
		});
	});
}

test('every command of the tour does what the page says', async () => {
	const lines = await tour();
	const editing = lines.findIndex((line) => line.startsWith('# score it'));
	const head = lines.slice(0, 4);
	const begun = await pasted(lines.slice(0, editing), stage.stateDir);
	expect(begun).toContain('"cells":3');
	expect(begun).toContain('"workflow_id":"tour/1"');
	expect(begun).toContain('"phase":"awaiting-judge"');
	expect(begun).toContain('"kind":"to-score"');
	expect(begun).toContain('"change":"fresh"');
	await fillIn(join(stage.stateDir, 'sitting.json'));
	const ended = await pasted([...head, ...lines.slice(editing)], stage.stateDir);
	expect(ended).toContain('"pending":0');
	expect(ended).toContain(`| ${tinyModels[0]}`);
	expect(await readFile(join(stage.stateDir, 'tour.csv'), 'utf8')).toContain(tinyModels[0]);
	expect(await readFile(join(stage.stateDir, 'tour.html'), 'utf8')).toMatch(/^<!doctype html>/i);
}, 120_000);
