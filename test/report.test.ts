import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { startBrowser } from '../testbed/browser';
import { tipBench } from '../testbed/commands';
import { rawRuns } from '../testbed/raw-mlflow';
import { reportedExperiment } from '../testbed/reported-experiment';
import { testStack } from '../testbed/stack';

const experiment = `report "<b>" ${Date.now()}`;
const models = [
	'plain:1b',
	'</svg><script>document.title="taken"</script>',
	'"><img src=http://127.0.0.1:9/x.png onerror=alert(1)>',
];
const scenarios = ['ann-dawn', 'ann-dusk', '</title><script>1</script>', 'ben-dawn', 'ben-dusk', 'cat-dawn'];
const hostile = [
	'<script>document.title = "taken"</script><style>body{display:none}</style>',
	'</li></ol></details><iframe src="http://127.0.0.1:9/"></iframe><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
	'\u202egnp.exe \u0007 \u001b[31m red \u2066',
	`<a href="javascript:alert(1)">click</a> ${'long'.repeat(300)}`,
];
let [folder, path] = ['', ''];
let browser: Browser;

beforeAll(async () => {
	folder = await mkdtemp(join(testStack().stateDir, 'report-'));
	path = join(folder, 'tips.html');
	[browser] = await Promise.all([
		startBrowser(folder),
		reportedExperiment(experiment, {
			models,
			scenarios,
			candidates: hostile,
			rationale: '<img src=x onerror=alert(2)>',
		}),
	]);
	const { code, stdout, stderr } = await tipBench(['report', experiment, '--out', path]);
	expect([code, stdout.trim()]).toEqual([0, path]);
	expect(stderr).toMatch(/\d+ KB written; open it in a browser\n$/);
}, 400_000);
afterAll(() => browser?.close());

const looks = [1100, 380].flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ width, scheme })));

test.each(looks)(
	'at $width pixels, $scheme, it asks for nothing, and axe finds nothing serious',
	async ({ width, scheme }) => {
		const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
		const page = await context.newPage();
		const troubles: string[] = [];
		page.on('console', (message) => troubles.push(message.text()));
		page.on('pageerror', (error) => troubles.push(String(error)));
		page.on('request', (request) => troubles.push(request.url()));
		const url = pathToFileURL(path).href;
		await page.goto(url);
		expect(troubles).toEqual([url]);
		expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBe(0);
		expect(await page.evaluate(overlapping)).toEqual([]);
		await page.locator('details').evaluateAll((all) => {
			for (const each of all) each.setAttribute('open', '');
		});
		expect(await seriousFaults(page)).toEqual([]);
		expect(troubles).toEqual([url]);
		await context.close();
	},
);

test('whatever models and judges wrote stays text', async () => {
	const page = await browser.newPage();
	await page.goto(pathToFileURL(path).href);
	expect(await page.locator('script, img, iframe, a, link, object, form, [style], [onerror]').count()).toBe(0);
	expect(await page.locator('style').count()).toBe(1);
	expect(await page.title()).toBe(`${experiment}: tip-bench report`);
	const shown = await page.locator('.tips').first().textContent();
	expect(shown).toContain('<script>document.title = "taken"</script><style>body{display:none}</style>');
	expect(shown).toContain('\\u202egnp.exe \\x07 \\x1b[31m red \\u2066');
	expect(await page.locator('.reason').first().textContent()).toBe('Ann <b>: <img src=x onerror=alert(2)>');
	const csp = await page.locator('meta[http-equiv]').getAttribute('content');
	expect(csp).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/);
	// Its own style is the one that the policy allows.
	expect(await page.evaluate("getComputedStyle(document.querySelector('.answer')).fontWeight")).toBe('600');
	await page.close();
});

test('with no script the answer is seen at first look, on a telephone too', async () => {
	const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 380, height: 700 } });
	const page = await context.newPage();
	await page.goto(pathToFileURL(path).href);
	const answer = page.locator('.answer');
	expect(await answer.textContent()).toContain(
		`${models[2]} with v3-few-shot is the best of 3 rows with 95 % certainty`,
	);
	const box = await answer.boundingBox();
	expect((box?.y ?? 0) + (box?.height ?? 1_000)).toBeLessThan(700);
	await context.close();
});

test('its numbers are those of the leaderboard, and it says what is left out', async () => {
	const board = JSON.parse((await tipBench(['leaderboard', experiment, '--json'])).stdout) as Leaderboard;
	const page = await browser.newPage();
	await page.goto(pathToFileURL(path).href);
	const lines = await page.locator('#leaderboard tbody tr:not(.group)').allTextContents();
	expect(lines).toHaveLength(3);
	for (const [at, { model, composite, latency_s, composite_interval }] of board.rows.entries()) {
		expect(lines[at]).toContain(model);
		expect(lines[at]).toContain(composite?.toFixed(2));
		expect(lines[at]).toContain(latency_s?.toFixed(2));
		expect(lines[at]).toContain(composite_interval.value?.low.toFixed(2) ?? '–');
	}
	const leftOut = await page.locator('#left-out').textContent();
	expect(leftOut).toContain('1 × context-cut');
	expect(leftOut).toContain('1 cell without a candidate');
	expect(await page.locator('#tips').textContent()).toContain('No candidate was found');
	expect(await page.locator('#repeat').textContent()).toContain('--temperature=0.7');
	await page.close();
});

test('a former report is written over, and no other file', async () => {
	expect((await tipBench(['report', experiment, '--out', path])).code).toBe(0);
	const mine = join(folder, 'mine.html');
	writeFileSync(mine, '<!doctype html>\n<title>my page</title>');
	const refused = await tipBench(['report', experiment, '--out', mine]);
	expect([refused.code, refused.stdout]).toEqual([2, '']);
	expect(refused.stderr).toContain('is there already and is no report of tip-bench');
	expect(readFileSync(mine, 'utf8')).toContain('my page');
	expect((await tipBench(['report', experiment, '--out', mine, '--overwrite'])).code).toBe(0);
	expect(readFileSync(mine, 'utf8')).toContain('tip-bench report');
	const inFolder = await tipBench(['report', experiment, '--out', folder]);
	expect(inFolder.stdout.trim()).toMatch(/\/report-b-\d+-[0-9a-f]{6}\.report\.html$/);
});

test('it is kept in MLflow where that is asked for, and counts as no cell', async () => {
	const before = (await tipBench(['leaderboard', experiment, '--json'])).stdout;
	const { code, stdout, stderr } = await tipBench(['report', experiment, '--out', '-', '--keep']);
	expect(code).toBe(0);
	const runId = /artifact of run (\w+)/.exec(stderr)?.[1] ?? '';
	const kept = await fetch(`${testStack().mlflow}/get-artifact?path=report.html&run_id=${runId}`);
	expect(await kept.text()).toBe(stdout);
	expect((await rawRuns(experiment)).find(({ info }) => info.run_id === runId)?.tags.kind).toBe('report');
	expect((await tipBench(['leaderboard', experiment, '--json'])).stdout).toBe(before);
});

/** Texts of the drawings that are seen which lie on each other. The compiler knows nothing of a page, so it is a text. */
const overlapping = `[...document.querySelectorAll('svg.plot')].flatMap((plot) => {
	const boxes = [...plot.querySelectorAll('text')].map((each) => ({ text: each.textContent, ...each.getBoundingClientRect().toJSON() }));
	return boxes.flatMap((one, at) =>
		boxes
			.slice(at + 1)
			.filter((other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1)
			.filter((other) => Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3)
			.map((other) => one.text + ' on ' + other.text));
})`;

/** What axe-core calls serious or critical. It runs beside the page, whose policy lets no script in. */
async function seriousFaults(page: Page): Promise<string[]> {
	await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
	return page.evaluate(`axe.run().then(({ violations }) =>
		violations
			.filter(({ impact }) => impact === 'serious' || impact === 'critical')
			.map(({ id, nodes }) => id + ': ' + nodes[0].html))`);
}
