import { type Command, InvalidArgumentError } from 'commander';
import { configSchema } from '../../domain/bench/config';
import { reportExperiment } from '../../judging/report';
import { outside } from '../../machine/outside';
import { readVersion } from '../../machine/version';
import { writeWhole } from '../../machine/whole-file';
import { keepReport } from '../../mlflow/keep-report';
import { minKappaOf, openExperiment } from '../../places/experiment';
import { failedCellsOf } from '../../places/failed-cells';
import { reportPage } from '../../report/page/report-page';
import { shownGate, shownWorth } from '../../report/page/shown-worth';
import { here } from '../here';
import { print, say } from '../output';
import { ownPath } from '../own-path';
import { reportFileName, reportPlace } from '../report-file';
import { withRunProgress } from '../run-progress';

interface ReportOptions {
	readonly out?: string;
	readonly overwrite?: boolean;
	readonly keep?: boolean;
}

/** What stands for standard output. */
const printed = '-';

/** `tip-bench report`: all of an experiment as one HTML file, from MLflow alone. */
export function addReport(program: Command): void {
	program
		.command('report')
		.description('write all of an experiment as one HTML file that opens anywhere')
		.argument('[experiment]', 'the MLflow experiment', configSchema.shape.experiment.parse(undefined))
		.option('--out <file>', 'where it goes, `-` to print it (default: EXPERIMENT.report.html in this folder)', outPath)
		.option('--overwrite', 'also a file that is no report')
		.option('--keep', 'also keep it in MLflow, as an artifact of a run of its own')
		.addHelpText(
			'after',
			[
				'',
				'The file asks nothing of a network and runs no script. A former report is written over.',
				'',
				'Examples:',
				'  ./tip-bench report tips-1',
				'  ./tip-bench report tips-1 --out ~/public/tips.html --keep',
				'  ./tip-bench report tips-1 --out - | gzip > tips-1.html.gz',
			].join('\n'),
		)
		.action(report);
}

async function report(name: string, { out, overwrite = false, keep = false }: ReportOptions): Promise<void> {
	const path = out === printed ? printed : await reportPlace(out ?? reportFileName(name), name, overwrite);
	const opened = await openExperiment(here(), name);
	const { mlflow, at, rubric } = opened;
	const minKappa = minKappaOf(opened);
	const [found, failed] = await Promise.all([
		withRunProgress((watch) => reportExperiment(mlflow, at, rubric, { ...watch, minKappa })),
		failedCellsOf(here(), name),
	]);
	const now = Date.now();
	const { worths, decisions, ...told } = found;
	const page = reportPage({
		...{ ...told, failed, made: { at: new Date(now).toISOString(), version: readVersion() } },
		...(worths.length > 0 && { worth: worths.map(shownWorth) }),
		...(decisions.length > 0 && { gates: decisions.map(shownGate) }),
	});
	if (path === printed) print(page);
	else {
		await writeWhole(path, page);
		print(outside().pathOf(path));
		say(`${sizeText(Buffer.byteLength(page))} written; open it in a browser`);
	}
	if (!keep) return;
	const runId = await keepReport(mlflow, at.experiment_id, page, now);
	say(runId === null ? 'not kept: this MLflow takes no artifacts' : `kept in MLflow, as an artifact of run ${runId}`);
}

function outPath(text: string): string {
	if (text.trim() === '') throw new InvalidArgumentError('must be a file, a folder, or `-`.');
	return ownPath(text);
}

function sizeText(bytes: number): string {
	return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
