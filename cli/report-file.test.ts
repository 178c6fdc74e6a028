import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportFileName, reportPlace } from './report-file';

test.each([
	['tips-1', 'tips-1.report.html'],
	['prompt-ab/v1-vs-v2', 'prompt-ab-v1-vs-v2.report.html'],
	['../../etc/passwd', 'etc-passwd.report.html'],
	['-rf *', 'rf.report.html'],
	['.hidden', 'hidden.report.html'],
	['a\u0000b\nc\u202ed', 'a-b-c-d.report.html'],
	['Tipps für Ännchen', 'Tipps-für-Ännchen.report.html'],
	['///', 'experiment.report.html'],
	['x'.repeat(300), `${'x'.repeat(100)}.report.html`],
])('the report of %j goes into %s', (experiment, name) => {
	expect(reportFileName(experiment)).toBe(name);
});

test('a folder is one that it goes into; what is neither file nor folder is refused', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'report-place-'));
	expect(await reportPlace(folder, 'a/b', false)).toBe(join(folder, 'a-b.report.html'));
	await expect(reportPlace('/dev/null', 'a', true)).rejects.toThrow('is no file; to print the report, use --out -');
	const mine = join(folder, 'a-b.report.html');
	await writeFile(mine, '');
	await expect(reportPlace(folder, 'a/b', false)).rejects.toThrow('is no report of tip-bench');
	expect(await reportPlace(folder, 'a/b', true)).toBe(mine);
});
