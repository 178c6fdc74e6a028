import type { Status } from '../domain/bench/status';
import { waitLine } from '../domain/bench/wait';
import { workflowPage } from '../domain/temporal-ui';
import { argument, quoted, verbOf } from '../domain/wording';
import { outside } from '../machine/outside';
import type { Addresses } from '../places/addresses';
import { temporalCommand } from '../places/temporal-command';
import { say } from './output';
import { sayReasons } from './troubles';

/** What a person does once a bench waits for its judge. */
export function sayNextSteps(status: Status, id: string, addresses: Addresses): void {
	const path = outside().pathOf(status.export_path ?? '');
	say(
		`${status.cells.done + status.cells.reused} of ${status.cells.total} cells recorded; ${status.pending_judgments} ${verbOf(status.pending_judgments, 'wait')} for a score.`,
	);
	if (status.wait !== null) say(waitLine(status.wait));
	sayReasons(status);
	for (const { cell, reason } of status.failed_cells) say(`failed: ${cell}: ${reason}`);
	say(`next: 1. score the runs in ${path}`);
	say(`      2. ./tip-bench judge apply ${argument(path)}`);
	say(`         (by hand: ${temporalCommand(addresses)} workflow signal --workflow-id ${quoted(id)} --name judged)`);
	say(`      3. ./tip-bench leaderboard ${argument(status.experiment)}`);
}

/** Says where the Temporal UI shows a bench, if we know a UI. */
export function sayHistoryPage({ temporalUi, namespace }: Addresses, id: string): void {
	if (temporalUi !== null) say(`history: ${workflowPage(temporalUi, namespace, id)}`);
}
