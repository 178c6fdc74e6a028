import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TipBenchError } from '../domain/errors';
import { fileNameOf } from '../report/file-name';
import { isReport, reportHeadLength } from '../report/page/report-page';

/** The name of an experiment's report. */
export function reportFileName(experiment: string): string {
	return fileNameOf(experiment, 'report.html');
}

/**
 * Where a report may be written: the path itself, or below it where it is a folder.
 * @param overwrite also a file that is no report of ours
 * @throws TipBenchError Usage where such a file is there, or what is no file
 */
export async function reportPlace(path: string, experiment: string, overwrite: boolean): Promise<string> {
	const found = await stat(path).catch(() => null);
	if (found?.isDirectory() || (found === null && /[\\/]$/.test(path)))
		return reportPlace(join(path, reportFileName(experiment)), experiment, overwrite);
	// What else is wrong with a path, writing tells.
	if (found === null) return path;
	if (!found.isFile()) throw new TipBenchError('Usage', `${path} is no file; to print the report, use --out -`);
	if (overwrite || isReport(await headOf(path))) return path;
	throw new TipBenchError(
		'Usage',
		`${path} is there already and is no report of tip-bench; choose another file with --out, or add --overwrite`,
	);
}

async function headOf(path: string): Promise<string> {
	const file = await open(path, 'r');
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(reportHeadLength), 0, reportHeadLength, 0);
		return buffer.toString('utf8', 0, bytesRead);
	} finally {
		await file.close();
	}
}
