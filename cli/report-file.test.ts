import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportFileName, reportPlace } from './report-file';

test.each([
	['tips-1', 'tips-1.report.html'],
	['prompt-ab/v1-vs-v2', 'prompt-ab-v1-vs-v2-H.report.html'],
	['../../etc/passwd', 'etc-passwd-H.report.html'],
	['-rf *', 'rf-H.report.html'],
	['.hidden', 'hidden-H.report.html'],
	['a\u0000b\nc\u202ed', 'a-b-c-d-H.report.html'],
	['Tipps für Ännchen', 'Tipps-für-Ännchen-H.report.html'],
	['///', 'experiment-H.report.html'],
	['x'.repeat(300), `${'x'.repeat(147)}…-H.report.html`],
	['日'.repeat(200), `${'日'.repeat(49)}…-H.report.html`],
])('the report of %j goes into %s', (experiment, name) => {
	const file = reportFileName(experiment);
	expect(file.replace(/-[0-9a-f]{6}(?=\.report)/, '-H')).toBe(name);
	expect(Buffer.byteLength(file)).toBeLessThan(200);
});

test('names that become the same are told apart', () => {
	expect(reportFileName('a/b')).not.toBe(reportFileName('a b'));
	expect(reportFileName('a-b')).toBe('a-b.report.html');
});

test('a folder is one that it goes into; what is neither file nor folder is refused', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'report-place-'));
	expect(await reportPlace(folder, 'a/b', false)).toBe(join(folder, reportFileName('a/b')));
	await expect(reportPlace('/dev/null', 'a', true)).rejects.toThrow('is no file; to print the report, use --out -');
	expect(await reportPlace(`${folder}/new/`, 'a', false)).toBe(join(folder, 'new', 'a.report.html'));
	const mine = join(folder, reportFileName('a/b'));
	await writeFile(mine, '');
	await expect(reportPlace(folder, 'a/b', false)).rejects.toThrow('is no report of tip-bench');
	expect(await reportPlace(folder, 'a/b', true)).toBe(mine);
});
